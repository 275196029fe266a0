// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What is set over REST stands in a file in etc, once, and the container follows that file. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class SettingsFilesTest {
  private static final String DOOR = "org.vestibule.door~attic";

  @Inject private BundleContext context;
  @Inject private ConfigurationAdmin admin;

  @org.ops4j.pax.exam.Configuration
  public Option[] configuration() throws IOException {
    return Container.options();
  }

  @Before
  public void consoleAnswers() throws Exception {
    Await.that("the console lists the forms", () -> ask("GET", "/settings", "") == 200);
  }

  @Test
  public void anotherDoorGetsAFileThatIsFollowedAndGoesWithIt() throws Exception {
    Path file = etc().resolve("org.vestibule.door-attic.cfg");
    String attic = "{\"values\":{\"id\":\"attic\",\"actuator\":\"simulated\"}}";
    assertEquals(201, ask("POST", "/settings/org.vestibule.door", attic));
    assertTrue(Files.readString(file).contains("actuator=simulated"));
    assertEquals(200, ask("PUT", "/settings/" + DOOR, "{\"values\":{\"title\":\"Attic\"}}"));
    Await.that(file + " has the title", () -> Files.readString(file).contains("Attic"));
    assertEquals("one configuration, not one more for its file", 1, doors());

    Files.writeString(file, Files.readString(file).replace("Attic", "Loft"));
    Await.that(
        "the configuration follows its file",
        () -> "Loft".equals(admin.getConfiguration(DOOR, "?").getProperties().get("title")));

    assertEquals(200, ask("DELETE", "/settings/" + DOOR, ""));
    Await.that("file and configuration are gone", () -> doors() == 0 && !Files.exists(file));
  }

  @Test
  public void singleConfigurationIsFollowedByItsFile() throws Exception {
    Path calls = etc().resolve("org.vestibule.calls.cfg");
    assertEquals(
        200, ask("PUT", "/settings/org.vestibule.calls", "{\"values\":{\"mostCalls\":\"7\"}}"));
    Await.that(calls + " has the value", () -> Files.readString(calls).contains("7"));
    assertEquals(
        200, ask("PUT", "/settings/org.vestibule.calls", "{\"values\":{\"mostCalls\":null}}"));
    Await.that("the value is gone", () -> !Files.readString(calls).contains("mostCalls"));
  }

  @Test
  public void whoMayChangeItIsDecidedForEveryForm() throws Exception {
    String shown = read("/settings");
    int forms = 0;
    for (Bundle bundle : context.getBundles()) {
      String name = String.valueOf(bundle.getSymbolicName());
      if (name.startsWith("org.vestibule.") && !name.equals("org.vestibule.testkit")) {
        for (Form form : Form.of(bundle)) {
          assertTrue(
              form.pid() + " stands in no line of SettingTable",
              shown.contains("\"pid\":\"" + form.pid() + "\""));
          forms++;
        }
      }
    }
    assertTrue("only " + forms + " forms were found", forms >= 10);
  }

  private int doors() throws Exception {
    Configuration[] found = admin.listConfigurations("(id=attic)");
    return found == null ? 0 : found.length;
  }

  private static String read(String path) throws IOException {
    try (InputStream in = open("GET", path).getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns the status, 0 while nobody answers. */
  private static int ask(String method, String path, String body) throws IOException {
    if (!Files.exists(token())) {
      return 0;
    }
    try {
      HttpURLConnection asking = open(method, path);
      if (!body.isEmpty()) {
        asking.setDoOutput(true);
        asking.setRequestProperty("Content-Type", "application/json");
        asking.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      return asking.getResponseCode();
    } catch (ConnectException e) {
      return 0;
    }
  }

  private static HttpURLConnection open(String method, String path) throws IOException {
    URI console = URI.create("http://127.0.0.1:" + System.getProperty("vestibule.port"));
    HttpURLConnection asking =
        (HttpURLConnection) console.resolve("/api" + path).toURL().openConnection();
    asking.setRequestMethod(method);
    asking.setRequestProperty("Authorization", "Bearer " + Files.readString(token()).strip());
    return asking;
  }

  /** Asked inside the container only: outside nobody knows it. */
  private static Path etc() {
    return Path.of(System.getProperty("karaf.etc"));
  }

  private static Path token() {
    return Path.of(System.getProperty("vestibule.data"), "secrets/operator.token");
  }
}
