// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.visit.VisitJournal.Wish;
import org.vestibule.api.visit.VisitStory;

/**
 * Which visits are asked for.
 *
 * @param from opened then or later
 * @param to opened before
 * @param door at this door
 * @param outcome what came of it, one of {@link #OUTCOMES}
 * @param text stands in what the caller may read of it, in whatever case
 * @param cursor older than this
 */
record VisitSearch(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<DoorId> door,
    Optional<String> outcome,
    Optional<String> text,
    Optional<VisitCursor> cursor) {
  static final List<String> OUTCOMES = List.of("opened", "refused", "rang", "told", "left");

  private static final int LONGEST = 100;

  /** What people read of a visit; the other members are codes and figures. */
  private static final Set<String> READ =
      Set.of(
          "id",
          "claimedName",
          "person",
          "transcript",
          "faceReason",
          "reason",
          "sentence",
          "question",
          "label",
          "degraded",
          "triage",
          "decision",
          "outcome");

  static VisitSearch of(Request request) throws Problem {
    Optional<Instant> from = request.moment("from");
    Optional<Instant> to = request.moment("to");
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw Problem.invalid(
          "query parameter to",
          to.get().toString(),
          "later than from, " + from.get(),
          "Exchange the two, or leave one out.");
    }
    return new VisitSearch(
        from, to, door(request), outcome(request), text(request), cursor(request));
  }

  private static Optional<DoorId> door(Request request) throws Problem {
    Optional<String> given = request.query("door");
    try {
      return given.map(DoorId::new);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "query parameter door",
          Request.shortened(given.orElseThrow()),
          "the id of a door",
          "Look it up under /api/doors.");
    }
  }

  private static Optional<String> outcome(Request request) throws Problem {
    Optional<String> given = request.query("outcome");
    if (given.isPresent() && !OUTCOMES.contains(given.get())) {
      throw Problem.invalid(
          "query parameter outcome",
          Request.shortened(given.get()),
          String.join(", ", OUTCOMES),
          "Choose one of them, or leave it out.");
    }
    return given;
  }

  private static Optional<String> text(Request request) throws Problem {
    Optional<String> given = request.query("text");
    if (given.isPresent() && given.get().length() > LONGEST) {
      throw Problem.invalid(
          "query parameter text",
          given.get().length() + " characters",
          "at most " + LONGEST,
          "Search for fewer words.");
    }
    return given.map(String::strip).filter(words -> !words.isEmpty());
  }

  private static Optional<VisitCursor> cursor(Request request) throws Problem {
    Optional<String> given = request.query("cursor");
    Optional<VisitCursor> cursor = given.flatMap(VisitCursor::read);
    if (given.isPresent() && cursor.isEmpty()) {
      throw Problem.invalid(
          "query parameter cursor",
          Request.shortened(given.get()),
          "the one in the Link header of the page before",
          "Begin again without it.");
    }
    return cursor;
  }

  /** Returns what the journal is asked for; the rest is asked of each of its stories. */
  Wish wish(int limit) {
    return new Wish(from, to, cursor.map(VisitCursor::place), limit);
  }

  /**
   * Returns whether a visit is asked for.
   *
   * @param seen the visit as the caller may see it: nothing else is searched for words
   */
  boolean fits(VisitStory story, Object seen) {
    return from.filter(story.openedAt()::isBefore).isEmpty()
        && to.filter(end -> !story.openedAt().isBefore(end)).isEmpty()
        && door.filter(id -> !id.equals(story.door())).isEmpty()
        && outcome.filter(word -> !outcomeOf(story).filter(word::equals).isPresent()).isEmpty()
        && text.filter(words -> !says(seen, words.toLowerCase(Locale.ROOT))).isEmpty()
        && cursor.filter(end -> !end.before(story)).isEmpty();
  }

  /** Returns what came of a visit in one word; empty while that is open. */
  static Optional<String> outcomeOf(VisitStory story) {
    Decision decision = story.decision().orElse(null);
    if (story.outcome().isPresent()) {
      boolean opened = story.outcome().get() instanceof DoorOutcome.Opened;
      return Optional.of(opened ? "opened" : "refused");
    }
    if (decision instanceof Decision.Refuse) {
      return Optional.of("refused");
    }
    if (decision instanceof Decision.Ring) {
      return Optional.of("rang");
    }
    if (decision instanceof Decision.Direct) {
      return Optional.of("told");
    }
    return story.closedAt().map(at -> "left");
  }

  private static boolean says(Object plain, String words) {
    if (plain instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .anyMatch(part -> READ.contains(part.getKey()) && says(part.getValue(), words));
    }
    if (plain instanceof Collection<?> items) {
      return items.stream().anyMatch(item -> says(item, words));
    }
    return plain instanceof String text && text.toLowerCase(Locale.ROOT).contains(words);
  }
}
