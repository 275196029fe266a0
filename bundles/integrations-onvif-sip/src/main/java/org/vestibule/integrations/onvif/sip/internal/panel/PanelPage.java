// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The page {@code /panel}, which makes a door station of a tablet: a fixed list of files, held in
 * memory. It shows nothing of the house by itself, so it needs no token. Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/panel", "/panel/*"})
public final class PanelPage extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final List<String> FILES =
      List.of(
          "index.html",
          "panel.css",
          "panel.js",
          "link.js",
          "media.js",
          "words.js",
          "capture.js",
          "play.js",
          "icon.svg",
          "panel.webmanifest");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "webmanifest", "application/manifest+json");
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; manifest-src 'self'; media-src 'self' blob:;"
              + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "Permissions-Policy",
          "camera=(self), microphone=(self), screen-wake-lock=(self), fullscreen=(self),"
              + " geolocation=(), display-capture=()",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private record File(byte[] content, String type, String tag) {}

  private final transient Map<String, File> files = new LinkedHashMap<>();

  @Activate
  public PanelPage() throws IOException {
    for (String file : FILES) {
      files.put(file, load(file));
    }
  }

  private static File load(String file) throws IOException {
    try (InputStream in = PanelPage.class.getResourceAsStream("/panel-page/" + file)) {
      if (in == null) {
        throw new IOException("panel-page/" + file + " is not in the bundle");
      }
      byte[] content = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      String tag = '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, 8)) + '"';
      return new File(content, TYPES.get(file.substring(file.lastIndexOf('.') + 1)), tag);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HEADERS.forEach(response::setHeader);
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    if (path.equals("/")) {
      // The page's own links are relative to the folder above.
      response.setStatus(308);
      response.setHeader("Location", request.getContextPath() + request.getServletPath());
      return;
    }
    File file = files.get(path.isEmpty() ? "index.html" : path.substring(1));
    if (file == null) {
      response.setStatus(404);
      response.setContentType("text/plain; charset=utf-8");
      byte[] text =
          "There is no such page. The panel is at /panel".getBytes(StandardCharsets.UTF_8);
      response.getOutputStream().write(text);
      return;
    }
    response.setHeader("ETag", file.tag());
    response.setHeader("Cache-Control", "no-cache");
    if (file.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(304);
      return;
    }
    response.setContentType(file.type());
    response.setContentLength(file.content().length);
    response.getOutputStream().write(file.content());
  }
}
