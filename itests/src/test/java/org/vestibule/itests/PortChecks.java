// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What a fresh gateway listens on is what {@code docs/ports.md} says. */
public class PortChecks {
  private static final Pattern OPEN = Pattern.compile("(?m)^([0-9]+)/tcp +open");
  private static final String USUAL = "8787";

  /** A line of the table. */
  record Port(String name, String protocol, String address, String port, String fresh) {}

  @Test
  public void aFreshGatewayListensOnWhatThePageSaysAndOnNothingElse() throws Exception {
    Set<String> expected = new TreeSet<>();
    for (Port port : page()) {
      if (port.fresh().equals("open")) {
        assertEquals("open by default, so on loopback", "127.0.0.1", port.address());
        String number = port.port().equals(USUAL) ? "" + own() : port.port();
        expected.add(port.protocol() + " " + port.address() + ":" + number);
      }
    }
    assertEquals(expected, Sockets.of(SecurityTest.GATEWAY.pid()));
  }

  @Test
  public void thePageKnowsNoOtherState() throws IOException {
    for (Port port : page()) {
      assertTrue(port.toString(), Set.of("open", "closed", "absent").contains(port.fresh()));
    }
  }

  @Test
  public void whatIsNotInstalledIsBoundToLoopbackBeforehand() throws IOException {
    assertEquals("127.0.0.1", setting("org.apache.karaf.shell.cfg", "sshHost"));
    assertEquals("publickey", setting("org.apache.karaf.shell.cfg", "authMethods"));
    assertEquals("127.0.0.1", setting("org.apache.karaf.management.cfg", "rmiRegistryHost"));
    assertEquals("127.0.0.1", setting("org.apache.karaf.management.cfg", "rmiServerHost"));
    assertEquals("-1", setting("custom.properties", "karaf.shutdown.port"));
    assertEquals("nobody", Set.of(), users("users.properties"));
    assertEquals("nobody", Set.of(), users("keys.properties"));
    String features = setting("org.apache.karaf.features.cfg", "featuresBoot");
    for (String feature :
        List.of("ssh", "management", "jolokia", "webconsole", "kar", "deployer")) {
      assertFalse(feature, (" " + features.replace(',', ' ')).contains(" " + feature + "/"));
    }
  }

  @Test
  public void theNetworkSeesNothingOfAFreshGateway() throws Exception {
    assumeTrue("only with --security", SecurityTest.thorough());
    InetAddress outer = SecurityGateway.outerAddress().orElse(null);
    assumeTrue("this machine is on a network", outer != null);
    Set<String> seen = nmap(outer.getHostAddress());
    for (String socket : Sockets.of(SecurityTest.GATEWAY.pid())) {
      assertFalse(socket, seen.contains(socket.replaceAll(".*:", "")));
    }
    assertTrue("the scan itself sees", nmap("127.0.0.1").contains("" + own()));
  }

  private static Set<String> nmap(String address) throws Exception {
    String text = SecurityGateway.run(300, "nmap", "-n", "-Pn", "-sT", "-p-", "-T4", address);
    Set<String> open = new TreeSet<>();
    Matcher matcher = OPEN.matcher(text);
    while (matcher.find()) {
      open.add(matcher.group(1));
    }
    return open;
  }

  static List<Port> page() throws IOException {
    List<Port> ports = new ArrayList<>();
    for (String line : Files.readAllLines(House.ROOT.resolve("docs/ports.md"))) {
      String[] cells = line.split("\\s*\\|\\s*");
      if (line.startsWith("| `") && cells.length == 8) {
        ports.add(new Port(cells[1].replace("`", ""), cells[2], cells[3], cells[4], cells[5]));
      }
    }
    assertTrue("too few ports in docs/ports.md", ports.size() >= 5);
    return ports;
  }

  private static int own() {
    return SecurityTest.GATEWAY.address().getPort();
  }

  private static String setting(String file, String key) throws IOException {
    return String.valueOf(load(file).getProperty(key));
  }

  /** Groups are no users. */
  private static Set<String> users(String file) throws IOException {
    Set<String> names = new TreeSet<>(load(file).stringPropertyNames());
    names.removeIf(name -> name.startsWith("_g_"));
    return names;
  }

  private static Properties load(String file) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newInputStream(SecurityTest.GATEWAY.home().resolve("etc").resolve(file))) {
      properties.load(in);
    }
    return properties;
  }
}
