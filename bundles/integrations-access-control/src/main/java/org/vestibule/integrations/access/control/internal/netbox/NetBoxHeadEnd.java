// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.netbox;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.integrations.access.control.internal.headend.HeadEnd;
import org.vestibule.integrations.access.control.internal.headend.HeadEndSettings;
import org.vestibule.integrations.access.control.internal.headend.Refusal;
import org.vestibule.integrations.access.control.internal.headend.Sessions;
import org.vestibule.integrations.access.control.internal.headend.Wire;

/** A LenelS2 NetBox, over its NBAPI with a session. Thread-safe. */
final class NetBoxHeadEnd implements HeadEnd {
  /** Where a NetBox 6 answers, and where older ones do; the wrong one says 410. */
  private static final List<String> PATHS = List.of("/nbws/goforms/nbapi", "/goforms/nbapi");

  private static final int MOST_PAGES = 5_000;
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final Wire wire;
  private final Sessions<String> sessions = new Sessions<>(this::login, System::nanoTime);
  private volatile int path;

  NetBoxHeadEnd(Wire wire) {
    this.wire = wire;
  }

  @Override
  public String greet() throws VestibuleException, InterruptedException {
    XmlNode said = read("GetAPIVersion", Map.of()).details();
    return "NetBox with API " + Refusal.plain(said.value("APIVERSION").orElse("of no version"));
  }

  @Override
  public Set<String> missing(Collection<String> keys)
      throws VestibuleException, InterruptedException {
    Set<String> missing = new HashSet<>(keys);
    for (XmlNode page : pages("GetPortals", Map.of())) {
      page.list("PORTALS", "PORTAL")
          .flatMap(each -> each.all("PORTALKEY"))
          .forEach(key -> missing.remove(key.text()));
    }
    return missing;
  }

  @Override
  public void ping() throws VestibuleException, InterruptedException {
    read("PingApp", Map.of());
  }

  @Override
  public void tell(Command command, String key) throws VestibuleException, InterruptedException {
    String name =
        switch (command) {
          case OPEN -> "MomentaryUnlockPortal";
          case HOLD -> "UnlockPortal";
          case LOCK -> "LockPortal";
        };
    Duration within = wire.settings().answer();
    String session = sessionForDoor(within);
    Nbapi.Answer answer = send(session, name, Map.of("PORTALKEY", key), within);
    if (answer.unknownSession()) {
      // Refused before anything was done: this one second try moves nothing twice.
      sessions.ended(session);
      answer = send(sessionForDoor(within), name, Map.of("PORTALKEY", key), within);
    }
    answer.require(wire.where(), name);
  }

  @Override
  public Roster roster(HeadEndSettings.Cards wish) throws VestibuleException, InterruptedException {
    NetBoxPeople people = new NetBoxPeople(wish);
    for (XmlNode page : pages("SearchPersonData", Map.of("DELETED", "FALSE"))) {
      page.list("PEOPLE", "PERSON").forEach(people::add);
    }
    return people.roster();
  }

  @Override
  public void close() {
    try {
      if (sessions.peek().isPresent()) {
        send(sessions.peek().get(), "Logout", Map.of(), LAST_WORD);
      }
    } catch (VestibuleException e) {
      // It ends the session by itself after a while.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      wire.close();
    }
  }

  private String login(Duration within) throws VestibuleException, InterruptedException {
    // In the order in which the vendor's paper lists them.
    Map<String, String> account = new java.util.LinkedHashMap<>();
    account.put("USERNAME", wire.settings().username());
    account.put("PASSWORD", wire.password());
    Nbapi.Answer answer = send("", "Login", account, within);
    if (answer.unknownSession() || answer.code().equals("FAIL")) {
      throw Refusal.credentials(
          wire.where(), "it refuses the account " + wire.settings().username());
    }
    return answer
        .require(wire.where(), "Login")
        .session()
        .orElseThrow(() -> Refusal.invalid(wire.where(), "Login: SUCCESS without a session"));
  }

  private String sessionForDoor(Duration within) throws VestibuleException, InterruptedException {
    try {
      return sessions.get(wire.where(), within);
    } catch (VestibuleException e) {
      throw Refusal.notTold(e);
    }
  }

  /** Asks something that may be asked twice. */
  private Nbapi.Answer read(String name, Map<String, String> parameters)
      throws VestibuleException, InterruptedException {
    Duration within = wire.settings().patience();
    String session = sessions.get(wire.where(), within);
    Nbapi.Answer answer = send(session, name, parameters, within);
    if (answer.unknownSession()) {
      sessions.ended(session);
      answer = send(sessions.get(wire.where(), within), name, parameters, within);
    }
    return answer.require(wire.where(), name);
  }

  /** Reads all pages; believed: the last has no NEXTKEY, or one of -1. */
  private List<XmlNode> pages(String name, Map<String, String> parameters)
      throws VestibuleException, InterruptedException {
    List<XmlNode> pages = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Map<String, String> next = new TreeMap<>(parameters);
    while (pages.size() < MOST_PAGES) {
      XmlNode page = read(name, next).details();
      pages.add(page);
      String key = page.value("NEXTKEY").orElse("-1");
      if (key.equals("-1")) {
        return pages;
      }
      if (!seen.add(key)) {
        break;
      }
      next.put("STARTFROMKEY", key);
    }
    throw Refusal.invalid(wire.where(), name + ": pages without an end");
  }

  /** Sends one command; a path that is gone did nothing, so the other is tried. */
  private Nbapi.Answer send(
      String session, String name, Map<String, String> parameters, Duration within)
      throws VestibuleException, InterruptedException {
    byte[] body = Nbapi.command(session, name, parameters);
    int first = path;
    HttpResponse<byte[]> answer = post(first, session, body, within);
    if (answer.statusCode() == 410) {
      int other = 1 - first;
      answer = post(other, session, body, within);
      if (answer.statusCode() != 410) {
        path = other;
      }
    }
    int status = answer.statusCode();
    if (status == 401 || status == 403) {
      throw Refusal.credentials(wire.where(), "status " + status);
    } else if (status >= 400 && status < 500) {
      throw Refusal.refused(
          wire.where(), name + ": status " + status, "See whether url is a NetBox's.");
    } else if (status != 200) {
      throw Refusal.invalid(wire.where(), name + ": status " + status);
    }
    return Nbapi.answer(wire.where(), answer.body());
  }

  private HttpResponse<byte[]> post(int which, String session, byte[] body, Duration within)
      throws VestibuleException, InterruptedException {
    if (!session.isEmpty()) {
      wire.declareSecret(session);
    }
    return wire.send(
        wire.request(PATHS.get(which), within)
            .header("Content-Type", "text/xml; charset=utf-8")
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        session.isEmpty() ? DataClass.CREDENTIAL : DataClass.EVENT);
  }
}
