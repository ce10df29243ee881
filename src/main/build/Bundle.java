import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dochat.web.ContentSecurityPolicy;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes one document of each page and language: its modules and its style sheets, bundled by esbuild, stand in the HTML itself. So a page is one request, and
 * never made of two releases' files. The words of the other languages are modules beside it, named by what is in them. That and the few files that a browser asks for besides are compressed ahead. The build runs this file as it is:
 * {@code java Bundle.java WEBROOT WORK OUT}, with esbuild, Brotli, the WebJars and the program's own classes on the class path. Decision 0022.
 */
final class Bundle {
  private static final Pattern STYLE = Pattern.compile(" *<link rel=\"stylesheet\" href=\"/([^\"]+)\">\n");
  private static final Pattern MODULE = Pattern.compile(" *<script type=\"module\" src=\"/([^\"]+)\"></script>\n");
  private static final Pattern WEBJAR = Pattern.compile("META-INF/resources/webjars/([^/]+)/[^/]+/(.+)");
  private static final Pattern ESBUILD = Pattern.compile("META-INF/resources/_static/.*/bin/esbuild");
  private static final List<String> LANGUAGES = List.of("en", "ko");
  private static final int TAG_CHARS = 16;
  private static final int BEST = 11;

  private final Path webroot;
  private final Path work;
  private final Path out;
  /** Where the emoji picker is for each language, as an object of JavaScript. */
  private String emojis;

  private Bundle(Path webroot, Path work, Path out) {
    this.webroot = webroot;
    this.work = work;
    this.out = out;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Bundle bundle = new Bundle(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    bundle.unpackTools();
    bundle.writeEmojis();
    bundle.writePage("chat", "index.html");
    bundle.writePage("lab", "lab/index.html");
    bundle.writePage("cluster", "cluster/index.html");
    bundle.pack("favicon.svg", Files.readAllBytes(bundle.webroot.resolve("favicon.svg")));
    // The name of the chat is still to come.
    for (String file : List.of("manifest.json", "manifest.ko.json")) {
      bundle.write(bundle.out.resolve(file), Files.readAllBytes(bundle.webroot.resolve(file)));
    }
    bundle.pack("sockjs.min.js", Files.readAllBytes(bundle.libraries().resolve("sockjs-client/dist/sockjs.min.js")));
  }

  /** Of the libraries no more than the pages use: one of them has thousands of icons. */
  private void unpackTools() throws IOException {
    String sheets = files(webroot.resolve("css")).stream().map(Bundle::read).collect(Collectors.joining());
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!path.endsWith(".jar")) {
        continue; // the program's own
      }
      try (JarFile jar = new JarFile(path)) {
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
          Matcher webjar = WEBJAR.matcher(entry.getName());
          if (ESBUILD.matcher(entry.getName()).matches()) {
            copy(jar, entry, work.resolve("esbuild"));
          } else if (webjar.matches() && isUsed(webjar.group(1) + "/" + webjar.group(2), sheets)) {
            Path file = libraries().resolve(webjar.group(1)).resolve(webjar.group(2));
            copy(jar, entry, file);
            if (entry.getName().endsWith(".svg")) {
              write(file, bare(read(file)).getBytes(StandardCharsets.UTF_8));
            }
          }
        }
      }
    }
    if (!work.resolve("esbuild").toFile().setExecutable(true)) {
      throw new IOException("esbuild is not there");
    }
  }

  /** A picture without its name, which the style sheet has, and without line breaks. */
  private static String bare(String picture) {
    return picture.replaceAll("\\s+class=\"[^\"]*\"", "").replaceAll("\\s+", " ").replaceAll("> <", "><").strip();
  }

  private static boolean isUsed(String file, String sheets) {
    return file.endsWith(".svg") ? sheets.contains(file) : file.endsWith(".js") || file.endsWith("/package.json");
  }

  private void writePage(String name, String page) throws IOException, InterruptedException {
    String html = Files.readString(webroot.resolve(page));
    String imports = STYLE.matcher(html).results().map(sheet -> "@import \"" + inWebroot(sheet.group(1)) + "\";\n").collect(Collectors.joining());
    Matcher module = MODULE.matcher(html);
    if (!module.find() || imports.isEmpty()) {
      throw new IOException(page + " has no module or no style sheet");
    }
    String style = "  <style>" + bundle(name, write(name + ".css", imports), "--loader:.svg=dataurl") + "</style>\n";
    String bare = MODULE.matcher(STYLE.matcher(html).replaceAll("")).replaceAll("");
    Map<String, String> addresses = writeWords(name, page);
    for (String language : LANGUAGES) {
      String script = "  <script type=\"module\">" + bundle(name + "." + language, entry(name, module.group(1), language, addresses), "--define:EMOJIS=" + emojis) + "</script>\n";
      String document = bare.replace("<html lang=\"en\">", "<html lang=\"" + language + "\">").replace("</head>", style + script + "</head>");
      String file = name + "." + language + ".html";
      pack(file, document.getBytes(StandardCharsets.UTF_8));
      write(out.resolve(file + ".csp"), ContentSecurityPolicy.of(document).getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** What is said on a page, a module a language: the words of all pages, and those of its own where it has a folder. Their addresses, by language. */
  private Map<String, String> writeWords(String name, String page) throws IOException, InterruptedException {
    Map<String, String> addresses = new TreeMap<>();
    for (String language : LANGUAGES) {
      String own = page.contains("/") ? "export { " + language + " as own } from \"" + inWebroot(name + "/i18n/" + language + ".js") + "\";\n" : "";
      Path module = write(words(name, language), "export { " + language + " as words } from \"" + inWebroot("i18n/" + language + ".js") + "\";\n" + own);
      String tag = pack(words(name, language), bundle(name + ".words." + language, module).getBytes(StandardCharsets.UTF_8));
      addresses.put(language, "/words/" + name + "." + language + "." + tag + ".js");
    }
    return addresses;
  }

  /** The module of a document: it has the words of one language before anything else is there, and knows where the others are. */
  private Path entry(String name, String module, String language, Map<String, String> addresses) throws IOException {
    String others = addresses.entrySet().stream().filter(each -> !each.getKey().equals(language))
        .map(each -> each.getKey() + ": \"" + each.getValue() + "\"").collect(Collectors.joining(", ", "{ ", " }"));
    Path begin = write(name + "." + language + ".begin.js", "import { begin } from \"" + inWebroot("i18n/index.js") + "\";\n"
        + "import * as dictionary from \"./" + words(name, language) + "\";\nbegin(\"" + language + "\", dictionary, " + others + ");\n");
    return write(name + "." + language + ".entry.js", "import \"" + begin.toAbsolutePath() + "\";\nimport \"" + inWebroot(module) + "\";\n");
  }

  private static String words(String name, String language) {
    return name + ".words." + language + ".js";
  }

  private Path inWebroot(String file) {
    return webroot.resolve(file).toAbsolutePath();
  }

  /** The emoji picker, which a page asks for when it is wanted: by a name that says what is in it, so that it may be kept for ever. */
  private void writeEmojis() throws IOException, InterruptedException {
    List<String> places = new ArrayList<>();
    for (String language : LANGUAGES) {
      String name = "emojis-" + language;
      String tag = pack(name + ".js", bundle(name, inWebroot("view/emojis/" + language + ".js"), "--loader:.css=text").getBytes(StandardCharsets.UTF_8));
      places.add('"' + language + "\":\"/emoji/" + language + "." + tag + ".js\"");
    }
    pack("emoji-licences.txt", Files.readAllBytes(webroot.resolve("emoji/LICENSE")));
    emojis = "{" + String.join(",", places) + "}";
  }

  /** The answer names what is in it, as the node works it out, which serves the file under this name. */
  private String pack(String name, byte[] plain) throws IOException {
    byte[] smallest = brotli(plain);
    write(out.resolve(name), plain);
    write(out.resolve(name + ".gz"), gzip(plain));
    write(out.resolve(name + ".br"), smallest);
    return tag(smallest);
  }

  /** Where esbuild looks for packages. */
  private Path libraries() {
    return work.resolve("node_modules").toAbsolutePath();
  }

  /** What becomes of a module or a style sheet with all that it imports. */
  private String bundle(String name, Path entry, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(work.resolve("esbuild").toAbsolutePath().toString(), name + "=" + entry.toAbsolutePath(), "--bundle", "--format=esm", "--target=es2022",
        "--minify", "--charset=utf8", "--log-level=warning", "--log-override:duplicate-object-key=error", "--outdir=" + work.resolve("out").toAbsolutePath()));
    command.addAll(List.of(more));
    ProcessBuilder process = new ProcessBuilder(command).directory(webroot.toFile()).inheritIO();
    process.environment().put("NODE_PATH", libraries().toString());
    if (process.start().waitFor() != 0) {
      throw new IOException("esbuild failed for " + entry);
    }
    String file = entry.getFileName().toString();
    return Files.readString(work.resolve("out").resolve(name + file.substring(file.lastIndexOf('.')))).strip();
  }

  private static String tag(byte[] smallest) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(smallest)).substring(0, TAG_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream stream = new GZIPOutputStream(packed) {
      {
        def.setLevel(Deflater.BEST_COMPRESSION);
      }
    }) {
      stream.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] brotli(byte[] plain) throws IOException {
    Brotli4jLoader.ensureAvailability();
    return Encoder.compress(plain, new Encoder.Parameters().setQuality(BEST));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(JarFile jar, JarEntry entry, Path file) throws IOException {
    try (InputStream stream = jar.getInputStream(entry)) {
      write(file, stream.readAllBytes());
    }
  }

  /** A file that esbuild reads. */
  private Path write(String name, String text) throws IOException {
    Path file = work.resolve(name);
    write(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
