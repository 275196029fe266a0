// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.core.internal.SettingsHolder;
import org.vestibule.core.internal.audit.AuditNeighbours;
import org.vestibule.core.internal.audit.AuditService;
import org.vestibule.core.internal.command.DeskNeighbours;
import org.vestibule.core.internal.command.HouseCommandDesk;
import org.vestibule.integrations.messaging.internal.coap.CoapHouse;
import org.vestibule.integrations.messaging.internal.coap.CoapMessaging;
import org.vestibule.integrations.messaging.internal.coap.CoapPeers;

/**
 * The other end of {@link BenchCoap}, a process of its own: the gateway's CoAP with its desk and
 * its audit on the disk, the same with an audit in memory, and bare Californium. It prints the
 * three ports, and its live heap whenever it reads a line.
 */
public final class CoapHost {
  static final String IDENTITY = "bench";
  static final byte[] KEY = "sixteen byte key".getBytes(StandardCharsets.US_ASCII);

  /** As long as the answer of the desk. */
  private static final int ANSWER_BYTES = 190;

  private CoapHost() {}

  /**
   * Serves until its input ends.
   *
   * @param args the data folder
   */
  public static void main(String[] args) throws Exception {
    AuditService audit = new AuditService(new AuditNeighbours(), Path.of(args[0]));
    int written = freePort();
    gateway(written, audit, Path.of(args[0]));
    int judged = freePort();
    gateway(judged, new CoapSurroundings.Memory(), Path.of(args[0]));
    int bare = freePort();
    bare(bare);
    System.out.println(written + " " + judged + " " + bare);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      System.gc();
      System.out.println(Machine.usedHeap());
    }
    // A line is on the disk when it is answered: nothing is left to write.
    Runtime.getRuntime().halt(0);
  }

  private static void gateway(int port, AuditTrail audit, Path data) {
    SettingsHolder settings = new SettingsHolder();
    settings.configure(Map.of("commandsPerSecond", "100000", "commandBurst", "100000"));
    CoapSurroundings.Door door = new CoapSurroundings.Door();
    HouseCommandDesk desk =
        new HouseCommandDesk(settings, DeskNeighbours.of(door, audit, event -> {}), data);
    CoapPeers peers = new CoapPeers();
    Dictionary<String, Object> peer = new Hashtable<>();
    peer.put("name", IDENTITY);
    peer.put("key", "secret:bench");
    peer.put("roles", "manager:door:" + CoapSurroundings.DOOR);
    peer.put("requestsPerSecond", 100_000);
    peers.updated(IDENTITY, peer);
    CoapHouse house =
        new CoapHouse(door, desk, new OpenEgress(), audit, new CoapSurroundings.Key(KEY));
    new CoapMessaging(house, peers, Map.of("securePort", port, "commands", "on"));
  }

  private static void bare(int port) throws IOException {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration config = new Configuration();
    config.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
    config.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
    config.set(DtlsConfig.DTLS_CIPHER_SUITES, List.of(CipherSuite.TLS_PSK_WITH_AES_128_CCM_8));
    DtlsConnectorConfig dtls =
        DtlsConnectorConfig.builder(config)
            .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .setAdvancedPskStore(new AdvancedSinglePskStore(IDENTITY, KEY))
            .build();
    CoapServer server = new CoapServer(config);
    server.addEndpoint(
        CoapEndpoint.builder()
            .setConfiguration(config)
            .setConnector(new DTLSConnector(dtls))
            .build());
    server.add(new Bare());
    server.start();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static final class Bare extends CoapResource {
    private final byte[] answer = new byte[ANSWER_BYTES];

    Bare() {
      super("commands");
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
      exchange.respond(ResponseCode.CHANGED, answer, 50);
    }
  }
}
