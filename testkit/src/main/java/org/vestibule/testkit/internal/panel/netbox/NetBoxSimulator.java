// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel.netbox;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.vestibule.testkit.internal.panel.Form;
import org.vestibule.testkit.internal.panel.HeadEndServer;

/**
 * A LenelS2 NetBox, as far as public clients of its NBAPI and their fixtures know one: sessions,
 * portals, people with cards, pages, the six API errors, and the path that is gone. Written without
 * the vendor's product. Thread-safe.
 */
public final class NetBoxSimulator extends HeadEndServer {
  /** Where a NetBox 6 answers. */
  public static final String PATH = "/nbws/goforms/nbapi";

  /** Where older ones do. */
  public static final String OLD_PATH = "/goforms/nbapi";

  private final String username;
  private final String password;
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final NetBoxRecords records = new NetBoxRecords(this::omits);
  private volatile String path = PATH;
  private volatile boolean enabled = true;

  /**
   * A person.
   *
   * @param id PERSONID
   * @param fields user-defined ones, EXPDATE and DELETED, by their names
   */
  public record Person(String id, Map<String, String> fields, List<Map<String, String>> cards) {}

  /**
   * @param port 0 for any that is free
   */
  public NetBoxSimulator(int port, String username, String password) throws IOException {
    super(port);
    this.username = username;
    this.password = password;
  }

  /** Adds a portal, locked. */
  public void portal(int key, String name) {
    records.portal(key, name);
  }

  /** Replaces everyone. */
  public void people(List<Person> everyone) {
    records.people(everyone);
  }

  /** Answers at the old path only, as a NetBox 5 does. */
  public void beOld() {
    path = OLD_PATH;
  }

  /** Switches the API on or off, as a person does in its settings. */
  public void enable(boolean on) {
    enabled = on;
  }

  /** Forgets every session. */
  public void expireSessions() {
    sessions.clear();
  }

  /** Returns how many sessions there are. */
  public int sessions() {
    return sessions.size();
  }

  /** Returns whether a portal is locked, unlocked, or was unlocked for a moment. */
  public String state(int portal) {
    return records.state(portal);
  }

  @Override
  protected Understood understand(
      String method,
      String at,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    if (!at.equals(path)) {
      boolean gone = at.equals(PATH) || at.equals(OLD_PATH);
      return refusal(method + " " + at, new Reply(gone ? 410 : 404, "text/plain", ""));
    }
    String form = headers.getOrDefault("Content-Type", "");
    String xml =
        form.startsWith("application/x-www-form-urlencoded")
            ? Form.read(body).getOrDefault("APIcommand", "")
            : body;
    NbapiRequest request = NbapiRequest.read(xml);
    if (request == null) {
      return refusal("unreadable", error(4));
    } else if (!enabled) {
      return refusal(request.command(), error(2));
    } else if (request.command().equals("Login")) {
      return login(request);
    } else if (!sessions.contains(request.session())) {
      return refusal(request.command(), error(5));
    }
    return command(request);
  }

  private Understood login(NbapiRequest request) {
    boolean known =
        username.equals(request.value("USERNAME")) && password.equals(request.value("PASSWORD"));
    if (!known) {
      return refusal("Login", error(5));
    }
    return new Understood(
        "Login",
        username,
        true,
        () -> {
          String session = UUID.randomUUID().toString();
          sessions.add(session);
          return reply(session, "Login", "<CODE>SUCCESS</CODE>");
        });
  }

  private Understood command(NbapiRequest request) {
    return switch (request.command()) {
      case "Logout" ->
          accepted(
              request,
              () -> {
                sessions.remove(request.session());
                return "";
              });
      case "PingApp" -> accepted(request, () -> "");
      case "GetAPIVersion" -> accepted(request, () -> records.field("APIVERSION", "5.4"));
      case "GetPortals" -> accepted(request, () -> records.portals(request));
      case "SearchPersonData" -> accepted(request, () -> records.persons(request));
      case "MomentaryUnlockPortal" -> move(request, "momentary");
      case "UnlockPortal" -> move(request, "unlocked");
      case "LockPortal" -> move(request, "locked");
      default -> refusal(request.command(), error(3));
    };
  }

  private Understood move(NbapiRequest request, String state) {
    String key = request.value("PORTALKEY");
    if (!records.has(key)) {
      String body = "<CODE>FAIL</CODE><DETAILS>" + records.field("ERRMSG", "Invalid portal key");
      return new Understood(
          request.command(),
          key,
          false,
          () -> reply(request.session(), request.command(), body + "</DETAILS>"));
    }
    return accepted(
        request,
        () -> {
          records.move(Integer.parseInt(key), state);
          return "";
        });
  }

  /** A command that is carried out. */
  private interface Details {
    String run();
  }

  private Understood accepted(NbapiRequest request, Details details) {
    return new Understood(
        request.command(),
        request.value("PORTALKEY"),
        true,
        () -> {
          String found = details.run();
          String code = omits("CODE") ? "" : "<CODE>SUCCESS</CODE>";
          String body = found.isEmpty() ? code : code + "<DETAILS>" + found + "</DETAILS>";
          return reply(request.session(), request.command(), body);
        });
  }

  private static Understood refusal(String what, Reply reply) {
    return new Understood(what, "", false, () -> reply);
  }

  private static Reply error(int number) {
    return reply("", "", "<APIERROR>" + number + "</APIERROR>");
  }

  private static Reply reply(String session, String command, String body) {
    String root = session.isEmpty() ? "<NETBOX>" : "<NETBOX sessionid=\"" + session + "\">";
    String response =
        command.isEmpty() ? "<RESPONSE>" : "<RESPONSE command=\"" + command + "\" num=\"1\">";
    return new Reply(200, "text/xml", root + response + body + "</RESPONSE></NETBOX>");
  }

  /**
   * Runs one until the process ends: {@code NetBoxSimulator PORT}; account vestibule / secret,
   * portals 1 to 3.
   */
  public static void main(String[] arguments) throws Exception {
    NetBoxSimulator netbox =
        new NetBoxSimulator(
            arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0, "vestibule", "secret");
    for (int key = 1; key <= 3; key++) {
      netbox.portal(key, "Portal " + key);
    }
    netbox.start();
    System.out.println("NetBox simulated at " + netbox.url() + PATH);
    new CountDownLatch(1).await();
  }
}
