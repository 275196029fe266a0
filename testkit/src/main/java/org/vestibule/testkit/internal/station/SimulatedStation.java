// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A door station without iron on an address of this machine: it asks for Digest, has accounts with
 * rights, keeps a log of what it did, and fails as it is told to. Written from what is public of
 * the vendors' interfaces, never compared with a device. Thread-safe.
 */
public abstract class SimulatedStation implements AutoCloseable {
  /** How it fails from now on, in answering what its path begins with. */
  public enum Fault {
    /** The connection ends before anything is done. */
    DROP_BEFORE,
    /** The connection ends after it was done. */
    DROP_AFTER,
    /** It is done, and the answer comes too late. */
    LATE,
    /** 404, and nothing is done. */
    NOT_FOUND,
    /** 500, and nothing is done. */
    ERROR,
    /** 204 without a body, and nothing is done. */
    EMPTY,
    /** It is done, and the answer is no sense. */
    MALFORMED,
    /** It is done, and the answer leads to another page. */
    REDIRECT
  }

  private static final long LATE_MILLIS = 30_000;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "simulated-station");
            thread.setDaemon(true);
            return thread;
          });
  private final DigestDesk desk = new DigestDesk();
  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> rights = new ConcurrentHashMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, Relay> relays = new ConcurrentHashMap<>();
  private final EventStreams streams = new EventStreams(this::over);
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile long pulseMillis = 1000;

  /**
   * @param port 0 for any that is free
   */
  SimulatedStation(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Returns where its event stream is; empty where it has none. */
  String eventPath() {
    return "";
  }

  /** Returns what its event stream says to whoever comes. */
  List<String> eventsBefore() {
    return List.of();
  }

  /** Writes an event into every stream that is open, as a part. */
  void event(String text) {
    streams.write(text);
  }

  /** Returns how many listen to its events. */
  public int listeners() {
    return streams.size();
  }

  /** Ends the connection of everyone who listens. */
  public void cutStreams() {
    streams.cut();
  }

  /** Does what is asked and says what came of it. */
  abstract Reply answer(Request request) throws InterruptedException;

  /** Returns its address. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Adds an account, or changes its password and rights. */
  public void account(String user, String password, String... may) {
    passwords.put(user, password);
    rights.put(user, Set.of(may));
  }

  /** Takes MD5, MD5-sess, SHA-256 or SHA-256-sess from now on. */
  public void algorithm(String wanted) {
    desk.algorithm(wanted);
  }

  /** Calls a nonce stale after so many uses. */
  public void nonceUses(int most) {
    desk.uses(most);
  }

  /** Returns how many wrong proofs came for an account since the last good one; 5 lock it. */
  public int wrongProofs(String user) {
    return desk.wrong(user);
  }

  /** Fails from now on for paths with this beginning. */
  public void fail(String pathBegin, Fault fault) {
    faults.put(pathBegin, fault);
  }

  /** Ends all faults. */
  public void heal() {
    faults.clear();
  }

  /** Sets the time after which a pulse ends. */
  public void pulseMillis(long millis) {
    pulseMillis = millis;
  }

  /** Returns the commands that it carried out, in order: a second one shows here. */
  public List<String> done() {
    return List.copyOf(done);
  }

  /** Returns whether a relay is released now. */
  public boolean released(String relay) {
    return relay(relay).released();
  }

  long pulse() {
    return pulseMillis;
  }

  Relay relay(String name) {
    return relays.computeIfAbsent(name, any -> new Relay());
  }

  void note(String command) {
    done.add(command);
  }

  boolean may(Request request, String right) {
    return rights.getOrDefault(request.user(), Set.of()).contains(right);
  }

  /** Returns whether it shuts down, after waiting for at most so long. */
  boolean over(long millis) throws InterruptedException {
    return over.await(millis, TimeUnit.MILLISECONDS);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      URI to = exchange.getRequestURI();
      String header = exchange.getRequestHeaders().getFirst("Authorization");
      DigestDesk.Verdict verdict =
          desk.judge(header, exchange.getRequestMethod(), to.toString(), passwords);
      if (!passwords.isEmpty() && verdict != DigestDesk.Verdict.GOOD) {
        String challenge = desk.challenge(verdict == DigestDesk.Verdict.STALE);
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        send(exchange, Reply.text(401, "Unauthorized"));
        return;
      }
      String user = header == null ? "" : header.replaceFirst(".*username=\"([^\"]*)\".*", "$1");
      answer(exchange, Request.of(exchange.getRequestMethod(), to, body, user));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, Request request)
      throws IOException, InterruptedException {
    Fault fault =
        faults.entrySet().stream()
            .filter(each -> request.path().startsWith(each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    if (fault == Fault.DROP_BEFORE) {
      return;
    } else if (fault == Fault.NOT_FOUND) {
      send(exchange, Reply.text(404, "Not Found"));
      return;
    } else if (fault == Fault.ERROR) {
      send(exchange, Reply.text(500, "Internal Server Error"));
      return;
    } else if (fault == Fault.EMPTY) {
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    if (!eventPath().isEmpty() && request.path().equals(eventPath())) {
      streams.serve(exchange, eventsBefore());
      return;
    }
    Reply reply = answer(request);
    if (fault == Fault.LATE) {
      over(LATE_MILLIS);
    }
    if (fault == Fault.MALFORMED) {
      send(exchange, Reply.text(200, "{<half"));
    } else if (fault == Fault.REDIRECT) {
      send(exchange, Reply.text(302, "see the overview"));
    } else if (fault != Fault.DROP_AFTER) {
      send(exchange, reply);
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
