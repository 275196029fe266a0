// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.papers.Papers;

/**
 * The page: the files that its build listed, held in memory together with their compressed twins.
 * It shows nothing by itself, so it needs no token.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/")
public class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String FOLDER = "/console/";
  private static final String LIST = "files.txt";
  // A name with the hash of its content never means anything else.
  private static final Pattern HASHED = Pattern.compile(".*-[A-Z0-9]{8}\\.(js|css)");
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "txt", "text/plain; charset=utf-8",
          "webmanifest", "application/manifest+json");

  private static final Map<String, Papers.Kind> PUBLIC =
      Map.of("/policy", Papers.Kind.POLICY, "/notice", Papers.Kind.NOTICE);

  private record Page(byte[] content, byte[] compressed, String type, String tag, String keeping) {}

  private final transient Settings settings;
  private final transient Trust trust;
  private final transient Map<String, Page> pages = new LinkedHashMap<>();

  @Activate
  public PageServlet(@Reference Settings settings, @Reference Trust trust) throws IOException {
    this.settings = settings;
    this.trust = trust;
    for (String file : new String(read(LIST), StandardCharsets.UTF_8).lines().toList()) {
      pages.put("/" + file, load(file, read(file + ".gz")));
    }
    pages.put("/", pages.remove("/index.html"));
    pages.put("/resident", pages.remove("/resident.html"));
  }

  private static Page load(String file, byte[] compressed) throws IOException {
    byte[] content = read(file);
    String tag = HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(content), 8));
    String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
    return new Page(
        content, compressed, type, tag, HASHED.matcher(file).matches() ? FOREVER : ASK_AGAIN);
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = PageServlet.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IOException("console/" + file + " is not in the bundle");
      }
      return in.readAllBytes();
    }
  }

  @Override
  protected void doGet(HttpServletRequest http, HttpServletResponse response) throws IOException {
    SecurityHeaders.set(response);
    try {
      Guard.checkHost(http, settings);
    } catch (Problem e) {
      text(response, e.status(), e.getMessage());
      return;
    }
    String rest = http.getPathInfo() == null ? "" : http.getPathInfo();
    String path = http.getServletPath() + rest;
    if (PUBLIC.containsKey(path)) {
      paper(PUBLIC.get(path), response);
      return;
    }
    Page page = pages.get(path.isEmpty() ? "/" : path);
    if (page == null) {
      text(response, 404, "There is no such page. The console is at /");
      return;
    }
    if (path.equals("/resident")) {
      SecurityHeaders.setForTalking(response);
    } else if (page == pages.get("/")) {
      SecurityHeaders.setForConsole(response);
    }
    write(page, http, response);
  }

  private static void write(Page page, HttpServletRequest http, HttpServletResponse response)
      throws IOException {
    String accepted = http.getHeader("Accept-Encoding");
    boolean compress = accepted != null && accepted.contains("gzip");
    String tag = '"' + page.tag() + (compress ? "-gzip" : "") + '"';
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", page.keeping());
    response.setHeader("Vary", "Accept-Encoding");
    if (tag.equals(http.getHeader("If-None-Match"))) {
      response.setStatus(304);
      return;
    }
    if (compress) {
      response.setHeader("Content-Encoding", "gzip");
    }
    byte[] body = compress ? page.compressed() : page.content();
    response.setContentType(page.type());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** BIPA section 15(a): the policy is available to the public, if the site has it so. */
  private void paper(Papers.Kind kind, HttpServletResponse response) throws IOException {
    Papers present = trust.papers;
    try {
      if (!settings.now().publishPapers() || present == null) {
        text(response, 404, "This gateway does not publish its papers here.");
        return;
      }
      text(response, 200, present.paper(kind, "en").markdown());
    } catch (VestibuleException e) {
      text(response, 503, e.getMessage());
    }
  }

  private static void text(HttpServletResponse response, int status, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
