package dochat.talk;

import dochat.model.Room;
import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What was asked for on the command line of talk, checked.
 *
 * @param nodes  where to look for a node, in this order
 * @param dialer how to reach them
 * @param name   a guest's name
 * @param handle of an account; null for a guest
 * @param password what the file of the password says; null where it is asked for
 * @param room   id or name of the room to begin with
 * @param help   only print the help and leave
 */
record Options(List<NodeAddress> nodes, Dialer dialer, String name, String handle, String password, String room, boolean help) {

  /** Without the password. */
  @Override
  public String toString() {
    return "Options[nodes=" + nodes + ", name=" + name + ", handle=" + handle + ", room=" + room + "]";
  }

  /** An option that cannot be used; the message is a sentence that names it. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  /**
   * The meaning of a command line: {@code --option value} or {@code --option=value}.
   *
   * @param user the system user's name, which is the default of {@code --name}
   */
  static Options parse(String[] args, String user, Words words) throws Wrong {
    List<NodeAddress> nodes = new ArrayList<>();
    String name = user.substring(0, user.offsetByCodePoints(0, Math.min(Limits.NAME_CHARS, user.codePointCount(0, user.length()))));
    String room = Room.GENERAL;
    String handle = null;
    String password = null;
    Dialer dialer = Dialer.inTheClear();
    for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext();) {
      String[] option = rest.next().split("=", 2);
      switch (option[0]) {
        case "-h", "--help" -> {
          return new Options(List.of(), dialer, name, null, null, room, true);
        }
        case "--node" -> addNodes(value(option, rest, words), nodes, words);
        case "--name" -> name = value(option, rest, words);
        case "--handle" -> handle = value(option, rest, words);
        case "--password-file" -> password = firstLine(value(option, rest, words), words);
        case "--room" -> room = value(option, rest, words);
        case "--tls" -> dialer = Dialer.overTls();
        case "--tls-ca" -> dialer = trusting(value(option, rest, words), words);
        default -> throw new Wrong(words.say("option.unknown", SafeText.line(option[0])));
      }
    }
    return new Options(nodes.isEmpty() ? NodeAddress.local() : nodes, dialer, checked(name, words), handle, password, room, false);
  }

  private static String value(String[] option, Iterator<String> rest, Words words) throws Wrong {
    if (option.length == 2) {
      return option[1];
    }
    if (!rest.hasNext()) {
      throw new Wrong(words.say("option.value", option[0]));
    }
    return rest.next();
  }

  private static void addNodes(String list, List<NodeAddress> nodes, Words words) throws Wrong {
    for (String part : list.split(",", -1)) {
      NodeAddress node = NodeAddress.parse(part.strip());
      if (node == null) {
        throw new Wrong(words.say("option.node", SafeText.line(part)));
      }
      nodes.add(node);
    }
  }

  private static String firstLine(String file, Words words) throws Wrong {
    try (var lines = Files.lines(Path.of(file))) {
      return lines.findFirst().orElse("");
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      throw new Wrong(words.say("option.password.file", SafeText.line(file)));
    }
  }

  private static Dialer trusting(String authorities, Words words) throws Wrong {
    try {
      return Dialer.overTls(Path.of(authorities));
    } catch (IOException | CertificateException | InvalidPathException e) {
      throw new Wrong(words.say("option.authorities", SafeText.line(authorities)));
    }
  }

  /** The rule is the node's own. */
  private static String checked(String name, Words words) throws Wrong {
    try {
      return new Command.SignIn(name).name();
    } catch (Problem problem) {
      throw new Wrong(words.say("option.name", Limits.NAME_CHARS));
    }
  }
}
