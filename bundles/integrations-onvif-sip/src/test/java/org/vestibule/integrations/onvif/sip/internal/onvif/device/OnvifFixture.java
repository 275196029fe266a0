// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapMessage;
import org.vestibule.integrations.onvif.sip.internal.soap.UsernameToken;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/** Two stations as ONVIF devices on a real HTTP server. */
abstract class OnvifFixture {
  static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;
  final OnvifDevices devices = new OnvifDevices();
  final PictureStation front = new PictureStation("front", "front-door", true);
  final HttpClient client = HttpClient.newHttpClient();
  OnvifServlet servlet;
  Server server;
  String root;

  @BeforeEach
  void start() throws Exception {
    devices.configure(Map.of());
    devices.addStation(front);
    devices.addStation(new PictureStation("lobby", "lobby-door", false));
    servlet = new OnvifServlet(devices);
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/onvif/v1/*");
    server.setHandler(context);
    server.start();
    root = "http://127.0.0.1:" + connector.getLocalPort() + "/onvif/v1/";
  }

  @AfterEach
  void end() throws Exception {
    servlet.stop();
    devices.stop();
    server.stop();
  }

  /** Switches it on, with further settings. */
  void offer(Map<String, Object> more) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    Map<String, Object> settings = new TreeMap<>(more);
    settings.put("user", "vms");
    settings.put("passwordFile", file.toString());
    devices.configure(settings);
  }

  Xml login(String password, Instant created) {
    return UsernameToken.security("vms", password.getBytes(StandardCharsets.UTF_8), created);
  }

  HttpResponse<String> ask(String path, String operation) throws Exception {
    return post(path, SoapMessage.write(Xml.of(operation)));
  }

  HttpResponse<String> ask(String path, Xml login, String operation) throws Exception {
    return post(path, SoapMessage.write(List.of(login), Xml.of(operation)));
  }

  HttpResponse<String> post(String path, byte[] body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", SoapMessage.MEDIA_TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
