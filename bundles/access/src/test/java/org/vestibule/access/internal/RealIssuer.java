// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certified issuer oidc-provider as a process on loopback, fetched by npm at the version that
 * {@code issuer/package-lock.json} pins. Where it cannot be fetched, what needs it is skipped.
 */
final class RealIssuer implements AutoCloseable {
  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
  private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
  private static final int MOST_PAGES = 12;

  private final Process process;
  private final String address;

  private RealIssuer(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  static RealIssuer start() throws Exception {
    Path root = Path.of(System.getProperty("vestibule.root"));
    Path folder = Files.createDirectories(root.resolve("data/cache/test-issuer"));
    Path sources = root.resolve("bundles/access/src/test/resources/issuer");
    fetch(sources, folder);
    Process process =
        new ProcessBuilder("node", sources.resolve("issuer.mjs").toString(), folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("listening ")) {
        return new RealIssuer(process, "http://127.0.0.1:" + line.substring(10));
      }
    }
    throw new IllegalStateException("the issuer ended with code " + process.waitFor());
  }

  private static void fetch(Path sources, Path folder) throws Exception {
    if (Files.exists(folder.resolve("node_modules/oidc-provider/package.json"))) {
      return;
    }
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(sources.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    int code;
    try {
      code =
          new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start()
              .waitFor();
    } catch (IOException e) {
      code = -1;
    }
    assumeTrue(code == 0, "npm is not here or cannot fetch oidc-provider: not tried against it");
  }

  String address() {
    return address;
  }

  /** Gets a token by client credentials (RFC 6749, section 4.4). */
  String token(String client, String audience) throws Exception {
    String pair = client + ":only-for-tests";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/token"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&resource=" + encoded(audience)))
            .build();
    String body =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(body);
    if (!token.find()) {
      throw new IllegalStateException("the issuer gave no token");
    }
    return token.group(1);
  }

  /** Does in a browser's place what a person does: confirms the code, logs in, agrees. */
  void agree(URI verification, String login) throws Exception {
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpResponse<String> page = send(browser, HttpRequest.newBuilder(verification).GET());
    for (int i = 0; i < MOST_PAGES; i++) {
      Matcher form = FORM.matcher(page.body());
      if (!form.find()) {
        return;
      }
      URI action = page.uri().resolve(form.group(1).replace("&amp;", "&"));
      page =
          send(
              browser,
              HttpRequest.newBuilder(action)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(fields(page.body(), login))));
    }
    throw new IllegalStateException("the issuer asks for more and more");
  }

  private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request)
      throws Exception {
    return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String fields(String page, String login) {
    StringBuilder fields = new StringBuilder();
    Matcher input = INPUT.matcher(page);
    while (input.find()) {
      String name = attribute(input.group(), "name");
      String value =
          switch (name) {
            case "login" -> login;
            case "password" -> "any";
            default -> attribute(input.group(), "value");
          };
      if (!name.isEmpty()) {
        fields.append(name).append('=').append(encoded(value)).append('&');
      }
    }
    return fields.toString();
  }

  private static String attribute(String tag, String name) {
    Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
    return value.find() ? value.group(1) : "";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
