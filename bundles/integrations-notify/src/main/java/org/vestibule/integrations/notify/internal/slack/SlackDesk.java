// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.chat.Saying;
import org.vestibule.integrations.notify.internal.chat.Texts;

/**
 * Does what a button asks for, in the name of the account that the Slack user was mapped to, with
 * what that account may at this moment. Anybody else is nobody. Thread-safe.
 */
final class SlackDesk {
  private static final long ANSWER_SECONDS = 10;

  private final SlackSettings settings;
  private final NotifyServices services;
  private final Texts texts;

  SlackDesk(SlackSettings settings, NotifyServices services, Texts texts) {
    this.settings = settings;
    this.services = services;
    this.texts = texts;
  }

  /**
   * What is said then.
   *
   * @param news as markup, escaped
   * @param about what the message said that the news change; empty: only whoever pressed sees it
   * @param over whether nothing more is to be done
   */
  record Outcome(String news, Optional<Saying> about, boolean over) {}

  /**
   * Does it.
   *
   * @param sentAt when Slack sent it, by its clock
   * @param proof what nobody can send twice
   */
  Outcome act(SlackAction action, Instant sentAt, String proof) throws InterruptedException {
    Optional<Caller> caller = caller(action.user());
    if (caller.isEmpty()) {
      return aside(texts.of("not-known"));
    }
    Optional<VisitStory> story = open(action.value());
    if (story.isEmpty()) {
      return aside(texts.of("visit-over"));
    }
    return action.action().equals(SlackBlocks.OPEN)
        ? openDoor(action, caller.get(), story.get(), sentAt, proof)
        : acknowledge(action, caller.get(), story.get());
  }

  private Outcome acknowledge(SlackAction action, Caller caller, VisitStory story) {
    AuditTrail audit = services.audit();
    boolean may =
        caller.may(Permission.SEE_VISITS, story.station())
            || caller.may(Permission.ANSWER_CALLS, story.station())
            || caller.may(Permission.WORK_DOORS, story.door());
    if (!may) {
      return aside(texts.of("not-allowed"));
    }
    if (audit == null) {
      return aside(texts.of("gateway-busy", Map.of("reason", "audit-unwritable")));
    }
    Map<String, String> details =
        Map.of("visit", story.id().value(), "channel", SlackPost.SINK, "sink", name());
    try {
      Acting.as(caller, () -> audit.record(caller.subject(), "notice-acknowledged", details));
    } catch (VestibuleException e) {
      return aside(texts.of("gateway-busy", Map.of("reason", e.code())));
    }
    String news = texts.of("acknowledged", Map.of("person", mention(action)));
    return new Outcome(news, Optional.of(saying(story)), false);
  }

  private Outcome openDoor(
      SlackAction action, Caller caller, VisitStory story, Instant sentAt, String proof)
      throws InterruptedException {
    CommandDesk desk = services.desk();
    if (!settings.open() || !caller.may(Permission.WORK_DOORS, story.door())) {
      return aside(texts.of("not-allowed"));
    }
    if (desk == null) {
      return aside(texts.of("gateway-busy", Map.of("reason", "unavailable")));
    }
    CommandRequest request =
        new CommandRequest(
            "slack-" + digest(proof), Optional.of(sentAt), new Command.DoorOpen(story.door()));
    String door = SlackBlocks.escaped(story.door().value());
    CommandResult result;
    try {
      result =
          Acting.as(caller, () -> desk.carryOut(request, caller))
              .toCompletableFuture()
              .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return aside(texts.of("unknown-opened", Map.of("door", door, "reason", "no answer")));
    }
    String reason = SlackBlocks.escaped(result.sentence());
    return switch (result.state()) {
      case DONE -> {
        String news = texts.of("opened", Map.of("door", door, "person", mention(action)));
        yield new Outcome(news, Optional.of(saying(story)), true);
      }
      case REFUSED -> aside(texts.of("not-opened", Map.of("door", door, "reason", reason)));
      case UNKNOWN -> aside(texts.of("unknown-opened", Map.of("door", door, "reason", reason)));
    };
  }

  /** Returns the account as it is now; empty when the user is nobody here, or is locked out. */
  private Optional<Caller> caller(String user) {
    Accounts accounts = services.accounts();
    String account = settings.people().get(user);
    if (accounts == null || account == null) {
      return Optional.empty();
    }
    return accounts.accounts().stream()
        .filter(each -> each.name().equals(account) && each.kind() == Caller.Kind.PERSON)
        .filter(each -> each.lockedUntil().filter(Instant.now()::isBefore).isEmpty())
        .findFirst()
        .map(
            each ->
                new Caller(
                    each.name(),
                    Caller.Kind.PERSON,
                    Caller.Through.REST,
                    each.grants(),
                    each.person()));
  }

  private Optional<VisitStory> open(String visit) {
    Visits visits = services.visits();
    try {
      return visits == null
          ? Optional.empty()
          : visits.story(new VisitId(visit)).filter(story -> story.closedAt().isEmpty());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Saying saying(VisitStory story) {
    String station = story.station().value();
    return new Saying(
        texts.of("bell", Map.of("station", station)),
        Optional.empty(),
        station,
        story.openedAt(),
        Optional.of(story.id().value()),
        Optional.of(story.door().value()));
  }

  private String name() {
    return settings.chat().common().id();
  }

  /** Slack shows a name there; it knows it already. */
  private static String mention(SlackAction action) {
    return "<@" + action.user() + ">";
  }

  private static Outcome aside(String text) {
    return new Outcome(text, Optional.empty(), false);
  }

  private static String digest(String proof) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(proof.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
