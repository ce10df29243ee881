import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes one document of each page: its modules and its style sheets, bundled by esbuild, stand in the HTML itself, and all of it is compressed ahead. So a
 * page is one request, and never made of two releases' files. The build runs this file as it is: {@code java Bundle.java WEBROOT WORK OUT}, with esbuild,
 * Brotli and the WebJars on the class path. Decision 0022.
 */
final class Bundle {
  private static final Pattern STYLE = Pattern.compile(" *<link rel=\"stylesheet\" href=\"/([^\"]+)\">\n");
  private static final Pattern MODULE = Pattern.compile(" *<script type=\"module\" src=\"/([^\"]+)\"></script>\n");
  private static final Pattern IMPORT_MAP = Pattern.compile(" *<script type=\"importmap\">.*?</script>\n");
  private static final Pattern WEBJAR = Pattern.compile("META-INF/resources/webjars/([^/]+)/[^/]+/(.+)");
  private static final Pattern ESBUILD = Pattern.compile("META-INF/resources/_static/.*/bin/esbuild");
  private static final String VENDOR = "/vendor/";
  private static final int BEST = 11;

  private final Path webroot;
  private final Path work;
  private final Path out;

  private Bundle(Path webroot, Path work, Path out) {
    this.webroot = webroot;
    this.work = work;
    this.out = out;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Bundle bundle = new Bundle(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    Files.createDirectories(bundle.out);
    bundle.copySheets();
    bundle.unpackTools();
    bundle.write("chat", "index.html");
    bundle.write("lab", "lab/index.html");
    bundle.write("cluster", "cluster/index.html");
  }

  /** With the icons where esbuild looks for packages. */
  private void copySheets() throws IOException {
    for (Path sheet : files(webroot.resolve("css"))) {
      write(work.resolve("css").resolve(sheet.getFileName()), Files.readString(sheet).replace(VENDOR, "").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Of the libraries no more than the pages use: one of them has thousands of icons. */
  private void unpackTools() throws IOException {
    String sheets = files(work.resolve("css")).stream().map(Bundle::read).collect(Collectors.joining());
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      try (JarFile jar = new JarFile(path)) {
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
          Matcher webjar = WEBJAR.matcher(entry.getName());
          if (ESBUILD.matcher(entry.getName()).matches()) {
            copy(jar, entry, work.resolve("esbuild"));
          } else if (webjar.matches() && isUsed(webjar.group(1) + "/" + webjar.group(2), sheets)) {
            copy(jar, entry, work.resolve("node_modules").resolve(webjar.group(1)).resolve(webjar.group(2)));
          }
        }
      }
    }
    if (!work.resolve("esbuild").toFile().setExecutable(true)) {
      throw new IOException("esbuild is not there");
    }
  }

  private static boolean isUsed(String file, String sheets) {
    return file.endsWith(".svg") ? sheets.contains(file) : file.endsWith(".js") || file.endsWith("/package.json");
  }

  private void write(String name, String page) throws IOException, InterruptedException {
    String html = Files.readString(webroot.resolve(page));
    String imports = STYLE.matcher(html).results().map(sheet -> "@import \"./" + sheet.group(1) + "\";\n").collect(Collectors.joining());
    write(work.resolve(name + ".css"), imports.getBytes(StandardCharsets.UTF_8));
    Matcher module = MODULE.matcher(html);
    if (!module.find() || imports.isEmpty()) {
      throw new IOException(page + " has no module or no style sheet");
    }
    esbuild(name + "=" + webroot.resolve(module.group(1)).toAbsolutePath(), "--format=esm", "--target=es2022");
    esbuild(name + "=" + work.resolve(name + ".css").toAbsolutePath(), "--loader:.svg=dataurl");
    Path bundles = work.resolve("out");
    String style = "  <style>" + Files.readString(bundles.resolve(name + ".css")).strip() + "</style>\n";
    String script = "  <script type=\"module\">" + Files.readString(bundles.resolve(name + ".js")).strip() + "</script>\n";
    String bare = IMPORT_MAP.matcher(MODULE.matcher(STYLE.matcher(html).replaceAll("")).replaceAll("")).replaceAll("");
    byte[] whole = bare.replace("</head>", style + script + "</head>").getBytes(StandardCharsets.UTF_8);
    write(out.resolve(name + ".html"), whole);
    write(out.resolve(name + ".html.gz"), gzip(whole));
    write(out.resolve(name + ".html.br"), brotli(whole));
  }

  private void esbuild(String entry, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(work.resolve("esbuild").toAbsolutePath().toString(), entry, "--bundle", "--minify-whitespace", "--minify-syntax",
        "--charset=utf8", "--log-level=warning", "--outdir=" + work.resolve("out").toAbsolutePath()));
    command.addAll(List.of(more));
    ProcessBuilder process = new ProcessBuilder(command).directory(webroot.toFile()).inheritIO();
    process.environment().put("NODE_PATH", work.resolve("node_modules").toAbsolutePath().toString());
    if (process.start().waitFor() != 0) {
      throw new IOException("esbuild failed for " + entry);
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

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
