// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * One way out: no class in any bundle, ours or one that travels in it, can open a connection or
 * look a name up, except those of the broker and the few that are named here with a reason.
 */
public class EgressWallTest {
  private static final String SINK = "org.vestibule.egress;";

  /** Everything of these, whatever the method. */
  private static final Set<String> TYPES =
      Set.of(
          "java/net/Socket",
          "java/net/DatagramSocket",
          "java/net/MulticastSocket",
          "java/net/URLConnection",
          "java/net/HttpURLConnection",
          "javax/net/ssl/HttpsURLConnection",
          "java/net/http/HttpClient",
          "java/net/http/HttpClient$Builder",
          "java/net/http/WebSocket$Builder",
          "java/nio/channels/SocketChannel",
          "java/nio/channels/AsynchronousSocketChannel",
          "java/nio/channels/DatagramChannel",
          "javax/naming/InitialContext",
          "javax/naming/directory/InitialDirContext");

  private static final Set<String> METHODS =
      Set.of(
          "java/net/URL.openConnection",
          "java/net/URL.openStream",
          "java/net/URL.getContent",
          "java/net/InetAddress.getByName",
          "java/net/InetAddress.getAllByName",
          "javax/net/SocketFactory.getDefault",
          "javax/net/ssl/SSLSocketFactory.getDefault");

  /** Who may, by bundle and the beginning of the class; a line that nobody needs is refused. */
  private static final Map<String, String> EXCEPTIONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("egress org/vestibule/egress/internal/", "it is the broker"),
              Map.entry(
                  "console org/vestibule/console/internal/SelfCheck",
                  "asks the console's own address on this machine whether it answers"),
              Map.entry(
                  "broker lib/artemis-commons/",
                  "Artemis can look itself up and check its network; nothing of that is configured"),
              Map.entry(
                  "broker lib/artemis-core-client/", "Artemis' own client; nothing here uses it"),
              Map.entry(
                  "broker lib/artemis-server/",
                  "Artemis can cluster and look names up; nothing of that is configured"),
              Map.entry("broker lib/netty-common/", "reads the addresses of this machine"),
              Map.entry("broker lib/netty-transport/", "sockets that listen; nothing connects"),
              Map.entry(
                  "broker org/vestibule/broker/internal/BrokerSettings",
                  "reads the address at which it listens, written as numbers"),
              Map.entry(
                  "integrations-messaging org/eclipse/paho/mqttv5/client/internal/",
                  "Paho over the broker's sockets: ClientFive always hands it a socket factory"),
              Map.entry(
                  "integrations-messaging org/eclipse/paho/client/mqttv3/internal/",
                  "the same for MQTT 3.1.1: ClientThree always hands it a socket factory"),
              Map.entry(
                  "integrations-messaging org/eclipse/paho/mqttv5/client/websocket/",
                  "Paho for ws:// addresses, which ServerSettings refuses"),
              Map.entry(
                  "integrations-messaging org/eclipse/californium/elements/",
                  "sockets that listen where CoapSettings says; they answer whoever asked"),
              Map.entry(
                  "integrations-messaging org/eclipse/californium/scandium/",
                  "DTLS over those sockets"),
              Map.entry(
                  "integrations-messaging org/eclipse/californium/core/coap/Request",
                  "looks addresses up for requests; none is made here"),
              Map.entry(
                  "integrations-messaging org/vestibule/integrations/messaging/internal/coap/CoapSettings",
                  "reads the address at which it listens, written as numbers"),
              Map.entry(
                  "intent opennlp/tools/util/",
                  "OpenNLP can read models by URL; the language detector reads its own from a stream"),
              Map.entry(
                  "console org/vestibule/console/internal/FormFiles",
                  "reads a file within a bundle, by the URL that the framework gives it"),
              Map.entry(
                  "runtime-onnx lib/djl-api/",
                  "DJL can download models and ask where it runs; DjlEngine switches that off"),
              Map.entry(
                  "runtime-onnx lib/gson/",
                  "Gson reads internet addresses out of JSON; DJL gives it none"),
              Map.entry("runtime-onnx lib/jna/", "JNA reads libraries from its class path by URL"),
              Map.entry(
                  "synthesis lib/freetts/",
                  "FreeTTS reads its dictionary from its class path by URL"),
              Map.entry(
                  "integrations-access-control org/vestibule/integrations/access/control/internal/line/",
                  "sockets that the broker made or that came in; resolves its own listening address"),
              Map.entry(
                  "integrations-access-control org/vestibule/device/http/DeviceStream",
                  "reads from a socket that the broker made"),
              Map.entry(
                  "integrations-onvif-sip org/vestibule/device/http/DeviceStream",
                  "reads from a socket that the broker made"),
              Map.entry(
                  "integrations-onvif-sip org/vestibule/integrations/onvif/sip/internal/onvif/discovery/",
                  "asks the local network by multicast which devices are there, when a person wants it"),
              Map.entry(
                  "integrations-onvif-sip gov/nist/",
                  "JAIN-SIP; its sockets are made and its routes decided by the package sip"),
              Map.entry(
                  "integrations-onvif-sip org/vestibule/integrations/onvif/sip/internal/sip/",
                  "the sockets of SIP: only to whom came by itself, or whom the broker permitted"),
              Map.entry(
                  "integrations-onvif-sip org/vestibule/integrations/onvif/sip/internal/media/rtp/PortPair",
                  "opens the UDP ports of a call's sound"),
              Map.entry(
                  "integrations-onvif-sip org/vestibule/integrations/onvif/sip/internal/media/session/Flow",
                  "sound of a call, to the address that both ends agreed on; a public one the broker permitted"),
              Map.entry(
                  "integrations-onvif-sip org/vestibule/integrations/onvif/sip/internal/video/RtspRelay",
                  "a socket that the broker made, and one that came in from the decoder over loopback"),
              Map.entry(
                  "network org/vestibule/network/internal/",
                  "reads the addresses at which this machine listens, written as numbers"),
              Map.entry(
                  "store org/flywaydb/core/internal/",
                  "Flyway can look for scripts by URL; the store hands it its own")));

  @Test
  public void nobodyElseOpensAConnection() throws IOException {
    Set<String> needed = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    for (Path bundle : House.bundles()) {
      for (String reach : reaches(bundle)) {
        String where = bundle.getFileName() + " " + reach;
        Stream<String> exceptions = EXCEPTIONS.keySet().stream().filter(where::startsWith);
        List<String> matching = exceptions.toList();
        needed.addAll(matching);
        if (matching.isEmpty()) {
          found.add(where);
        }
      }
    }
    assertEquals("classes that reach the network and may not", Set.of(), found);
    assertEquals("exceptions that somebody needs", EXCEPTIONS.keySet(), needed);
  }

  @Test
  public void whoeverAsksTheBrokerDeclaresItInItsManifest() throws IOException {
    Set<String> asking = new TreeSet<>();
    for (Path bundle : House.bundles()) {
      String name = bundle.getFileName().toString();
      try (JarFile jar = House.jar(bundle)) {
        boolean opens = false;
        for (JarEntry entry : jar.stream().filter(EgressWallTest::ours).toList()) {
          opens |=
              ClassFile.read(jar.getInputStream(entry))
                  .methods()
                  .contains("org/vestibule/api/egress/EgressBroker.open");
        }
        if (opens && !name.equals("egress")) {
          asking.add(name);
          String provided = jar.getManifest().getMainAttributes().getValue("Provide-Capability");
          assertTrue(name + " provides " + provided, provided.contains(SINK));
        }
      }
    }
    assertTrue(asking.toString(), asking.containsAll(Set.of("integrations-messaging", "phrasing")));
  }

  private static Set<String> reaches(Path bundle) throws IOException {
    Set<String> reaches = new TreeSet<>();
    try (JarFile jar = House.jar(bundle)) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
          for (String method : ClassFile.read(jar.getInputStream(entry)).methods()) {
            String owner = method.substring(0, method.lastIndexOf('.'));
            if (TYPES.contains(owner) || METHODS.contains(method)) {
              reaches.add(entry.getName() + " " + method);
            }
          }
        }
      }
    }
    return reaches;
  }

  private static boolean ours(JarEntry entry) {
    return entry.getName().startsWith("org/vestibule/") && entry.getName().endsWith(".class");
  }
}
