// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapRequest;

/** A device of another make than the simulated one: it answers what a test writes down. */
final class ScriptedDevice implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /** What was asked, in order. */
  final List<SoapRequest> asked = new CopyOnWriteArrayList<>();

  /** Whether it takes connections and says nothing, as one that hangs. */
  volatile boolean mute;

  ScriptedDevice() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    says("GetSystemDateAndTime", "<x/>");
    says("GetDeviceInformation", "<Manufacturer>Acme</Manufacturer><Model>Bell</Model>");
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/device";
  }

  /** Answers an operation with these elements; any other is unknown to it. */
  ScriptedDevice says(String operation, String content) {
    bodies.put(operation, content);
    return this;
  }

  /** Has these services, by namespace, at its own port as it is seen from behind a NAT. */
  ScriptedDevice services(Map<String, String> byNamespace) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(byNamespace)
        .forEach(
            (namespace, path) ->
                all.append("<Service><Namespace>" + namespace + "</Namespace><XAddr>")
                    .append("http://10.9.8.7" + path + "</XAddr></Service>"));
    return says("GetServices", all.toString());
  }

  long count(String operation) {
    return asked.stream().filter(each -> each.operation().name().equals(operation)).count();
  }

  SoapRequest last(String operation) {
    return asked.stream()
        .filter(each -> each.operation().name().equals(operation))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      SoapRequest request = SoapRequest.read(exchange.getRequestBody().readAllBytes());
      if (mute) {
        over.await();
        return;
      }
      asked.add(request);
      String operation = request.operation().name();
      String content = bodies.get(operation);
      String body =
          content == null
              ? "<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>"
                  + "ter:ActionNotSupported</s:Value></s:Subcode></s:Code></s:Fault>"
              : "<" + operation + "Response>" + content + "</" + operation + "Response>";
      byte[] all =
          ("<s:Envelope xmlns:s='urn:s' xmlns:tt='urn:tt'><s:Body>" + body)
              .concat("</s:Body></s:Envelope>")
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(content == null ? 500 : 200, all.length);
      exchange.getResponseBody().write(all);
    } catch (VestibuleException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
