// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.headend.HeadEnd;
import org.vestibule.integrations.access.control.internal.headend.HeadEndSettings;
import org.vestibule.integrations.access.control.internal.headend.Refusal;
import org.vestibule.integrations.access.control.internal.headend.Sessions;
import org.vestibule.integrations.access.control.internal.headend.Wire;

/** LenelS2 OnGuard, over OpenAccess. Thread-safe. */
final class OnGuardHeadEnd implements HeadEnd {
  private static final int MOST_PAGES = 5_000;
  private static final int LOOK_MILLIS = 100;

  private final Wire wire;
  private final OnGuardSettings own;
  private final OpenAccessCalls calls;
  private final Sessions<String> sessions = new Sessions<>(this::login, System::nanoTime);
  private final LoggedEvents events;

  OnGuardHeadEnd(Wire wire, OnGuardSettings own) {
    this.wire = wire;
    this.own = own;
    this.calls = new OpenAccessCalls(wire, own.applicationId());
    this.events = new LoggedEvents(wire.settings().doors());
  }

  @Override
  public String greet() throws VestibuleException, InterruptedException {
    JsonNode said = read("/version", "");
    return Refusal.plain(
        OpenAccess.text(said, "product_name").orElse("OnGuard")
            + " "
            + OpenAccess.text(said, "product_version").orElse("of no version"));
  }

  @Override
  public Set<String> missing(Collection<String> keys)
      throws VestibuleException, InterruptedException {
    Set<String> missing = new HashSet<>(keys);
    instances(
        "Lnl_Reader",
        reader -> {
          Optional<Long> panel = OpenAccess.number(reader, "PanelID");
          Optional<Long> number = OpenAccess.number(reader, "ReaderID");
          if (panel.isPresent() && number.isPresent()) {
            missing.removeIf(key -> Key.of(key).equals(new Key(panel.get(), number.get())));
          }
        });
    return missing;
  }

  @Override
  public void ping() throws VestibuleException, InterruptedException {
    read("/keepalive", "");
  }

  @Override
  public void tell(Command command, String key) throws VestibuleException, InterruptedException {
    if (command != Command.OPEN) {
      throw Refusal.refused(wire.where(), "it can only be told to open", "Use OnGuard itself.");
    }
    Key reader = Key.of(key);
    byte[] body = OpenAccess.openDoor(reader.panel(), reader.reader());
    Duration within = wire.settings().answer();
    String what = "/execute_method";
    String query = "&queue=" + own.queue();
    String session = sessionForDoor(within);
    HttpResponse<byte[]> answer = calls.post(what, query, session, body, within);
    if (answer.statusCode() == 401) {
      // Refused before anything was done: this one second try moves nothing twice.
      sessions.ended(session);
      session = sessionForDoor(within);
      answer = calls.post(what, query, session, body, within);
    }
    if (answer.statusCode() == 202) {
      untilDone(answer, session, System.nanoTime() + within.toNanos());
    } else {
      calls.require(answer, "OpenDoor");
    }
  }

  @Override
  public Roster roster(HeadEndSettings.Cards wish) throws VestibuleException, InterruptedException {
    OnGuardBadges badges = new OnGuardBadges(wish);
    instances("Lnl_Cardholder", badges::addHolder);
    instances("Lnl_Badge", badges::addBadge);
    return badges.roster();
  }

  @Override
  public List<String> news() throws VestibuleException, InterruptedException {
    List<String> news = new ArrayList<>();
    String filter = "&filter=" + OpenAccessCalls.encoded(events.filter());
    pages("/logged_events", filter, item -> events.take(item).ifPresent(news::add));
    return news;
  }

  @Override
  public void close() {
    sessions.peek().ifPresent(calls::logOut);
    wire.close();
  }

  /** Asks for the end of a task, which the server keeps for an hour; asking moves nothing. */
  private void untilDone(HttpResponse<byte[]> taken, String session, long deadline)
      throws VestibuleException, InterruptedException {
    String task = calls.task(taken);
    while (true) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw Refusal.timedOut(wire.where(), "the command is still in its queue");
      }
      HttpResponse<byte[]> now =
          asked("/queue/" + task, session, Duration.ofNanos(Math.max(left, 50_000_000)));
      if (now.statusCode() == 401 || now.statusCode() == 404) {
        throw Refusal.timedOut(wire.where(), "it no longer tells how the command ended");
      } else if (now.statusCode() != 202) {
        calls.require(now, "OpenDoor");
        return;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** The command was taken: whatever keeps its end from being heard, the door may have moved. */
  private HttpResponse<byte[]> asked(String path, String session, Duration within)
      throws VestibuleException, InterruptedException {
    try {
      return calls.get(path, "", session, within);
    } catch (VestibuleException e) {
      throw Refusal.timedOut(wire.where(), "the end of the command was not heard: " + e.found());
    }
  }

  private String login(Duration within) throws VestibuleException, InterruptedException {
    String directory = directory(within);
    return calls.logIn(wire.settings().username(), wire.password(), directory, within);
  }

  private String directory(Duration within) throws VestibuleException, InterruptedException {
    HttpResponse<byte[]> answer = calls.get("/directories", "", "", within);
    List<JsonNode> all = OpenAccess.items(calls.require(answer, "directories"));
    for (JsonNode each : all) {
      Optional<String> id = OpenAccess.text(each, "ID");
      boolean named =
          own.directory().isEmpty()
              || OpenAccess.text(each, "Name").filter(own.directory()::equals).isPresent()
              || id.filter(own.directory()::equals).isPresent();
      if (named && id.isPresent()) {
        return id.get();
      }
    }
    throw Refusal.refused(
        wire.where(),
        all.size() + " directories, none of which is '" + own.directory() + "'",
        "Correct directory.");
  }

  private String sessionForDoor(Duration within) throws VestibuleException, InterruptedException {
    try {
      return sessions.get(wire.where(), within);
    } catch (VestibuleException e) {
      throw Refusal.notTold(e);
    }
  }

  /** Asks something that may be asked twice. */
  private JsonNode read(String path, String query) throws VestibuleException, InterruptedException {
    Duration within = wire.settings().patience();
    String session = sessions.get(wire.where(), within);
    HttpResponse<byte[]> answer = calls.get(path, query, session, within);
    if (answer.statusCode() == 401) {
      sessions.ended(session);
      answer = calls.get(path, query, sessions.get(wire.where(), within), within);
    }
    return calls.require(answer, path);
  }

  private void instances(String type, Consumer<JsonNode> taker)
      throws VestibuleException, InterruptedException {
    pages("/instances", "&type_name=" + type, taker);
  }

  private void pages(String path, String query, Consumer<JsonNode> taker)
      throws VestibuleException, InterruptedException {
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode answer =
          read(path, query + "&page_number=" + page + "&page_size=" + OpenAccess.PAGE_SIZE);
      OpenAccess.items(answer).forEach(taker);
      if (!OpenAccess.more(answer, page)) {
        return;
      }
    }
    throw Refusal.invalid(wire.where(), path + ": pages without an end");
  }

  /** What OnGuard calls a door: the reader beside it. */
  record Key(long panel, long reader) {
    static Key of(String text) {
      String[] parts = text.split("/", 2);
      return new Key(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /** Finds the door that a reader is beside. */
    static <T> Optional<T> find(Map<T, String> doors, Key key) {
      return doors.entrySet().stream()
          .filter(door -> of(door.getValue()).equals(key))
          .map(Map.Entry::getKey)
          .findFirst();
    }
  }
}
