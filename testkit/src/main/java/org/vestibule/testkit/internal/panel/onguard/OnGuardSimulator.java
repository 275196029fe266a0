// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel.onguard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.testkit.internal.panel.HeadEndServer;

/**
 * LenelS2 OnGuard's OpenAccess, as far as its public description and public clients know it:
 * directories, sessions, instances in pages, OpenDoor at once or as a task, logged events. Written
 * without the vendor's product. Thread-safe.
 */
public final class OnGuardSimulator extends HeadEndServer {
  /** Where its interface begins. */
  public static final String BASE = "/api/access/onguard/openaccess";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String application;
  private final String username;
  private final String password;
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final OnGuardRecords records = new OnGuardRecords(this::omits);
  private final Map<String, AtomicInteger> tasks = new ConcurrentHashMap<>();
  private volatile int looksUntilDone = 1;
  private volatile boolean forgetful;

  /**
   * @param port 0 for any that is free
   * @param application the Application-Id that is licensed
   */
  public OnGuardSimulator(int port, String application, String username, String password)
      throws IOException {
    super(port);
    this.application = application;
    this.username = username;
    this.password = password;
  }

  /** Replaces the instances of a type, for example {@code Lnl_Badge}. */
  public void instances(String type, List<Map<String, ?>> all) {
    records.instances(type, all);
  }

  /** Enters an event of a reader into the log, and returns its serial number. */
  public int log(long panel, long reader, String description) {
    return records.log(panel, reader, description);
  }

  /** Lets tasks be asked so often before they are done. */
  public void looksUntilDone(int looks) {
    looksUntilDone = looks;
  }

  /** Forgets every session when the next command is taken as a task. */
  public void sessionEndsAfterTask() {
    forgetful = true;
  }

  /** Forgets every session. */
  public void expireSessions() {
    sessions.clear();
  }

  /** Returns how many sessions there are. */
  public int sessions() {
    return sessions.size();
  }

  @Override
  protected Understood understand(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    String what = method + " " + (path.startsWith(BASE) ? path.substring(BASE.length()) : path);
    String token = headers.getOrDefault("Session-Token", "");
    if (!path.startsWith(BASE)) {
      return refusal(what, 404, "no such resource");
    } else if (!"1.0".equals(query.get("version"))) {
      return refusal(what, 400, "version is missing");
    } else if (!application.equals(headers.get("Application-Id"))) {
      return refusal(what, 403, "the application is not licensed");
    } else if (what.equals("GET /directories")) {
      ObjectNode local = OnGuardRecords.item(Map.of("ID", "id-1", "Name", "<Internal>"));
      return accepted(what, "", () -> records.page(List.of(local), query));
    } else if (what.equals("POST /authentication")) {
      return login(what, body);
    } else if (!sessions.contains(token)) {
      return refusal(what, 401, "the session is not known");
    }
    return known(what, query, token, body);
  }

  private Understood known(String what, Map<String, String> query, String token, String body) {
    if (what.startsWith("GET /queue/")) {
      return task(what.substring("GET /queue/".length()));
    }
    return switch (what) {
      case "DELETE /authentication" ->
          accepted(
              what,
              "",
              () -> {
                sessions.remove(token);
                return JSON.createObjectNode();
              });
      case "GET /keepalive" -> accepted(what, "", JSON::createObjectNode);
      case "GET /version" ->
          accepted(
              what,
              "",
              () ->
                  JSON.createObjectNode()
                      .put("product_name", "OnGuard simulated")
                      .put("product_version", "7.5")
                      .put("version", "1.0"));
      case "GET /instances" -> instances(what, query);
      case "GET /logged_events" -> accepted(what, "", () -> records.events(query));
      case "POST /execute_method" -> execute(query, body);
      default -> refusal(what, 404, "no such resource");
    };
  }

  private Understood login(String what, String body) {
    JsonNode wish = read(body);
    boolean good =
        username.equals(wish.path("user_name").asText())
            && password.equals(wish.path("password").asText())
            && "id-1".equals(wish.path("directory_id").asText());
    if (!good) {
      return refusal(what, 401, "user name or password is wrong");
    }
    return accepted(
        what,
        username,
        () -> {
          String token = UUID.randomUUID().toString();
          sessions.add(token);
          ObjectNode answer = JSON.createObjectNode();
          return omits("session_token") ? answer : answer.put("session_token", token);
        });
  }

  private Understood instances(String what, Map<String, String> query) {
    String type = query.getOrDefault("type_name", "");
    return records.has(type)
        ? accepted(what, type, () -> records.instances(type, query))
        : refusal(what, 400, "no such type");
  }

  private Understood execute(Map<String, String> query, String body) {
    JsonNode wish = read(body);
    JsonNode reader = wish.path("property_value_map");
    long panel = reader.path("PanelID").asLong(-1);
    long number = reader.path("ReaderID").asLong(-1);
    String what = wish.path("method_name").asText("execute_method");
    if (!what.equals("OpenDoor") || !records.reader(panel, number)) {
      return refusal(what, 400, "no such reader or method");
    }
    boolean queue = "true".equals(query.get("queue"));
    return new Understood(
        what,
        panel + "/" + number,
        true,
        () -> {
          log(panel, number, "Open Door Command Issued");
          if (!queue) {
            return new Reply(200, "application/json", "{}");
          }
          String id = UUID.randomUUID().toString();
          tasks.put(id, new AtomicInteger(looksUntilDone));
          if (forgetful) {
            expireSessions();
          }
          return new Reply(202, "application/json", "{\"queue_id\":\"" + id + "\"}");
        });
  }

  private Understood task(String id) {
    AtomicInteger looks = tasks.get(id);
    return looks == null
        ? refusal("GET /queue", 404, "no such task")
        : new Understood(
            "GET /queue",
            id,
            true,
            () -> new Reply(looks.getAndDecrement() > 0 ? 202 : 200, "application/json", "{}"));
  }

  /** The body of an answer. */
  private interface Body {
    JsonNode run();
  }

  private static Understood accepted(String what, String about, Body body) {
    return new Understood(
        what, about, true, () -> new Reply(200, "application/json", body.run().toString()));
  }

  private static Understood refusal(String what, int status, String message) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("error").put("code", "openaccess.refused").put("message", message);
    Reply reply = new Reply(status, "application/json", answer.toString());
    return new Understood(what, "", false, () -> reply);
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body.isEmpty() ? "{}" : body);
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  /**
   * Runs one until the process ends: {@code OnGuardSimulator PORT}; application TEST, account
   * vestibule / secret, readers 1/1 to 1/3.
   */
  public static void main(String[] arguments) throws Exception {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
    OnGuardSimulator onGuard = new OnGuardSimulator(port, "TEST", "vestibule", "secret");
    onGuard.instances(
        "Lnl_Reader",
        List.of(
            Map.of("PanelID", 1, "ReaderID", 1, "Name", "Front"),
            Map.of("PanelID", 1, "ReaderID", 2, "Name", "Back"),
            Map.of("PanelID", 1, "ReaderID", 3, "Name", "Garage")));
    onGuard.instances("Lnl_Cardholder", List.of());
    onGuard.instances("Lnl_Badge", List.of());
    onGuard.start();
    System.out.println("OnGuard simulated at " + onGuard.url() + BASE);
    new CountDownLatch(1).await();
  }
}
