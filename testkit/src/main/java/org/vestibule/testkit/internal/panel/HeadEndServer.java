// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What simulated head-ends share: a server on loopback, faults that are ordered beforehand, a log
 * of what was received, and fields that are left out of answers. Thread-safe.
 */
public abstract class HeadEndServer implements AutoCloseable {
  private static final int MOST_BODY = 64 * 1024;
  private static final int LATE_SECONDS = 60;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "simulated-head-end");
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Fault>> ordered = new ConcurrentHashMap<>();
  private final Set<String> omitted = ConcurrentHashMap.newKeySet();

  /**
   * Listens on loopback.
   *
   * @param port 0 for any that is free
   */
  protected HeadEndServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 50);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /** An answer. */
  public record Reply(int status, String type, String body) {}

  /** What a request comes to. */
  @FunctionalInterface
  public interface Act {
    /** Carries it out, and returns the answer. */
    Reply run();
  }

  /**
   * A request, understood.
   *
   * @param allowed whether it will be carried out; what is not is answered all the same
   */
  public record Understood(String what, String about, boolean allowed, Act act) {}

  /** Understands a request; does nothing yet. */
  protected abstract Understood understand(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body);

  /** Begins to answer. */
  public void start() {
    server.start();
  }

  /** Returns the address, without a path. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lets something go wrong with the next request of this command, once. */
  public void next(String what, Fault fault) {
    ordered.computeIfAbsent(what, key -> new ConcurrentLinkedQueue<>()).add(fault);
  }

  /** Leaves a field out of every answer from now on. */
  public void omit(String field) {
    omitted.add(field);
  }

  /** Returns whether a field is left out. */
  protected boolean omits(String field) {
    return omitted.contains(field);
  }

  /** Returns all that was received, in order. */
  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** Returns how often a command was received, carried out or not. */
  public long count(String what) {
    return heard.stream().filter(each -> each.what().equals(what)).count();
  }

  /** Returns how often a command was carried out. */
  public long done(String what) {
    return heard.stream().filter(each -> each.what().equals(what) && each.done()).count();
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY);
      Understood request =
          understand(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Form.read(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
              Form.headers(exchange.getRequestHeaders()),
              new String(body, StandardCharsets.UTF_8));
      Fault fault = fault(request.what());
      if (fault == Fault.DROP_BEFORE) {
        heard.add(new Heard(request.what(), request.about(), false));
        return;
      }
      Reply reply = request.act().run();
      heard.add(new Heard(request.what(), request.about(), request.allowed()));
      answer(exchange, fault, reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Fault fault(String what) {
    Queue<Fault> waiting = ordered.get(what);
    return waiting == null ? null : waiting.poll();
  }

  private void answer(HttpExchange exchange, Fault fault, Reply reply)
      throws IOException, InterruptedException {
    if (fault == null) {
      send(exchange, reply);
      return;
    }
    switch (fault) {
      case LATE -> over.await(LATE_SECONDS, TimeUnit.SECONDS);
      case ERROR_AFTER -> send(exchange, new Reply(500, "text/plain", "something broke"));
      case GARBAGE -> send(exchange, new Reply(200, "text/html", "<html><p>Please log in"));
      case DROP_BEFORE, DROP_AFTER -> {
        // Closing without an answer ends the connection.
      }
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
