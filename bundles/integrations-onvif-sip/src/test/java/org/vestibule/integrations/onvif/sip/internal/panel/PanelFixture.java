// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.integrations.onvif.sip.internal.station.StationNames;

/** A panel talks to the servlet over a real HTTP server. */
abstract class PanelFixture {
  static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path data;
  final BuildingVisits visits = new BuildingVisits();
  final Map<String, DoorStation> registered = new ConcurrentHashMap<>();
  final HttpClient client = HttpClient.newHttpClient();
  HttpStations stations;
  PanelServlet servlet;
  PanelLive live;
  Server server;
  String front;

  @BeforeEach
  void start() throws Exception {
    stations =
        new HttpStations(
            station -> {
              String id = station.info().id().value();
              registered.put(id, station);
              return () -> registered.remove(id);
            },
            new StationNames(),
            data.toString());
    configure("a", Map.of("id", "front", "door", "front-door"));
    configure("b", Map.of("id", "side", "door", "side-door"));
    front = token("front");
    live = new PanelLive(stations);
    live.setVisits(visits);
    servlet = new PanelServlet(stations, live);
    servlet.setVisits(visits);
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/station/v1/*");
    context.addServlet(new ServletHolder(new PanelPage()), "/panel/*");
    server.setHandler(context);
    WebSocketServerComponents.ensureWebSocketComponents(server, context);
    WebSocketMappings.ensureMappings(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    live.close();
    stations.close();
    server.stop();
  }

  /** Waits for something that is to come. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  void configure(String pid, Map<String, Object> properties) {
    stations.updated(pid, new Hashtable<>(properties));
  }

  String token(String id) throws Exception {
    return Files.readString(data.resolve("secrets/station-" + id + ".token")).strip();
  }

  String press(String body) throws Exception {
    HttpResponse<byte[]> answer = post("front/press", BodyPublishers.ofString(body), front);
    assertThat(answer.statusCode()).isEqualTo(201);
    return json(answer).path("visit").asText();
  }

  String shown(String visit) throws Exception {
    HttpResponse<byte[]> answer = get("front/visits/" + visit, front);
    assertThat(new String(answer.body())).doesNotContain("Ada").doesNotContain("0.");
    JsonNode fields = json(answer);
    return fields.path("open").asText() + " " + fields.path("say").asText();
  }

  HttpResponse<byte[]> sound(String visit, byte[] wave) throws Exception {
    return post(
        "front/visits/" + visit + "/audio", bytes(wave), front, "Content-Type", "audio/wav");
  }

  static short[] drain(AudioFeed feed) throws InterruptedException {
    short[] all = new short[0];
    for (Optional<AudioChunk> next = feed.next(Duration.ZERO);
        next.isPresent();
        next = feed.next(Duration.ZERO)) {
      short[] more = next.get().samples();
      all = java.util.Arrays.copyOf(all, all.length + more.length);
      System.arraycopy(more, 0, all, all.length - more.length, more.length);
    }
    return all;
  }

  HttpResponse<byte[]> get(String path, String token) throws Exception {
    return client.send(request(path, token).GET().build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> post(String path, BodyPublisher body, String token, String... headers)
      throws Exception {
    return client.send(
        request(path, token, headers).POST(body).build(), BodyHandlers.ofByteArray());
  }

  HttpRequest.Builder request(String path, String token, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.getURI().resolve("/station/v1/") + path))
            .timeout(SOON)
            .header("Authorization", "Bearer " + token);
    return headers.length == 0 ? request : request.headers(headers);
  }

  static BodyPublisher bytes(byte[] body) {
    return BodyPublishers.ofByteArray(body);
  }

  static String code(HttpResponse<byte[]> answer) throws Exception {
    return answer.statusCode() + " " + json(answer).path("code").asText();
  }

  static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
