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
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.papers.Papers;

/**
 * The page: a fixed list of files, held in memory. It shows nothing by itself, so it needs no
 * token.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/")
public class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final List<String> FILES =
      List.of(
          "index.html",
          "style.css",
          "account.js",
          "app.js",
          "correct.js",
          "dom.js",
          "doors.js",
          "enrol.js",
          "listen.js",
          "live.js",
          "login.js",
          "passes.js",
          "people.js",
          "sources.js",
          "views.js",
          "words.js",
          "icon.svg",
          "resident.html",
          "resident.css",
          "resident.js",
          "talk.js",
          "capture.js",
          "play.js",
          "resident.webmanifest");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "webmanifest", "application/manifest+json");

  private static final Map<String, Papers.Kind> PUBLIC =
      Map.of("/policy", Papers.Kind.POLICY, "/notice", Papers.Kind.NOTICE);

  private record Page(byte[] content, String type, String tag) {}

  private final transient Settings settings;
  private final transient Trust trust;
  private final transient Map<String, Page> pages = new LinkedHashMap<>();

  @Activate
  public PageServlet(@Reference Settings settings, @Reference Trust trust) throws IOException {
    this.settings = settings;
    this.trust = trust;
    for (String file : FILES) {
      pages.put("/" + file, load(file));
    }
    pages.put("/", pages.remove("/index.html"));
    pages.put("/resident", pages.remove("/resident.html"));
  }

  private static Page load(String file) throws IOException {
    try (InputStream in = PageServlet.class.getResourceAsStream("/console/" + file)) {
      if (in == null) {
        throw new IOException("console/" + file + " is not in the bundle");
      }
      byte[] content = in.readAllBytes();
      byte[] hash = Arrays.copyOf(Sha256.of(content), 8);
      String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
      return new Page(content, type, '"' + HexFormat.of().formatHex(hash) + '"');
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
    }
    response.setHeader("ETag", page.tag());
    response.setHeader("Cache-Control", "no-cache");
    if (page.tag().equals(http.getHeader("If-None-Match"))) {
      response.setStatus(304);
      return;
    }
    response.setContentType(page.type());
    response.setContentLength(page.content().length);
    response.getOutputStream().write(page.content());
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
