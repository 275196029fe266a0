// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The HTTP of a simulated device, right or faulty. Thread-safe. */
final class OnvifServer implements AutoCloseable {
  /** Answers a request with the body of an envelope. */
  @FunctionalInterface
  interface Services {
    String answer(SoapRequest request) throws SoapFault, InterruptedException;
  }

  private static final int MOST_BYTES = 1 << 20;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "simulated-onvif");
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch over = new CountDownLatch(1);
  private final Map<String, OnvifFault> faults = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final OnvifDoor door;
  private final Services services;
  private final Supplier<byte[]> picture;
  private final InetSocketAddress address;
  private volatile HttpServer server;
  private volatile Duration slowness = Duration.ofSeconds(30);
  private volatile String base;

  OnvifServer(InetSocketAddress at, OnvifDoor door, Services services, Supplier<byte[]> picture)
      throws IOException {
    this.door = door;
    this.services = services;
    this.picture = picture;
    server = open(at);
    address = server.getAddress();
    callItself(address.getAddress().getHostAddress());
  }

  InetSocketAddress address() {
    return address;
  }

  void callItself(String host) {
    base = "http://" + host + ":" + address.getPort();
  }

  void fail(String operation, OnvifFault fault) {
    faults.put(operation, fault);
  }

  void slowness(Duration late) {
    slowness = late;
  }

  void heal() {
    faults.clear();
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  synchronized void goAway() {
    server.stop(0);
  }

  synchronized void comeBack() throws IOException {
    server = open(address);
  }

  private HttpServer open(InetSocketAddress at) throws IOException {
    HttpServer opened = HttpServer.create(at, 0);
    opened.setExecutor(threads);
    opened.createContext("/onvif/", this::serve);
    opened.createContext("/snapshot/", this::snapshot);
    opened.start();
    return opened;
  }

  private void snapshot(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add("snapshot");
      if (door.digest(exchange, "snapshot")) {
        send(exchange, 200, "image/jpeg", picture.get());
      }
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      reply(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reply(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
      SoapRequest request = SoapRequest.of(exchange.getRequestURI().getPath(), base, body);
      asked.add(request.operation());
      OnvifFault fault = faults.get(request.operation());
      if (fault == OnvifFault.DROP || !door.admits(exchange, request)) {
        return;
      }
      if (fault == OnvifFault.SLOW && over.await(slowness.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      if (fault == OnvifFault.ACTION_FAILED) {
        soap(exchange, 500, fault.spoil(""));
        return;
      }
      String right = Soap.envelope(services.answer(request));
      soap(exchange, 200, fault == null ? right : fault.spoil(right));
    } catch (SoapFault refusal) {
      soap(exchange, refusal.status(), refusal.envelope());
    }
  }

  private static void soap(HttpExchange exchange, int status, String envelope) throws IOException {
    byte[] body = envelope.getBytes(StandardCharsets.UTF_8);
    send(exchange, status, "application/soap+xml; charset=utf-8", body);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public synchronized void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
