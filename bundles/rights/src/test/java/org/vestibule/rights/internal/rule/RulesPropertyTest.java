// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.door.Entitlement.MoreNeeded;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.rights.internal.rule.Subject.Place;

/** What holds of every judgement. The seed is printed, so that a failure can be repeated. */
class RulesPropertyTest {
  private static final String[] WHO = {"everyone", "unit:1?", "group:team", "person:ada", "unit:9"};
  private static final String[] WHEN = {"always", "office", "weekend", "nowhere"};
  private static final String[] WAYS = {
    "face; card",
    "face+code; card+code",
    "2 of face,code,card",
    "card; pass",
    "phone; human",
    "code"
  };
  private static final int RUNS = 5_000;

  @Test
  void everyJudgement() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    int granted = 0;
    for (int run = 0; run < RUNS; run++) {
      RightsState state = state(random);
      AccessRequest request = request(random);
      RightsState before = state.with(state.pass());
      Entitlement answer = Rules.judge(state, request);
      String context = "seed " + seed + " run " + run + ": " + request;
      assertThat(Rules.judge(state, request)).as(context).isEqualTo(answer);
      assertThat(state).as(context).isEqualTo(before);
      assertThat(answer.trace()).as(context).isNotEmpty();
      if (answer instanceof Granted) {
        granted++;
        assertThat(answer.trace().get(answer.trace().size() - 1).holds()).as(context).isTrue();
      } else {
        showingLessIsNeverEnough(state, request, context);
      }
      if (answer instanceof MoreNeeded more) {
        whatIsMissingIsEnough(state, request, more, context);
      }
    }
    assertThat(granted).as("runs in which it opens").isBetween(RUNS / 50, RUNS - RUNS / 50);
  }

  private static void showingLessIsNeverEnough(
      RightsState state, AccessRequest request, String context) {
    for (EntryMethod method : request.shown()) {
      AccessRequest less = with(request, Ways.without(request.shown(), Set.of(method)));
      assertThat(Rules.judge(state, less)).as(context).isNotInstanceOf(Granted.class);
    }
  }

  private static void whatIsMissingIsEnough(
      RightsState state, AccessRequest request, MoreNeeded more, String context) {
    assertThat(more.missing()).as(context).isNotEmpty().doesNotContain(Set.of());
    for (Set<EntryMethod> missing : more.missing()) {
      EnumSet<EntryMethod> all = EnumSet.noneOf(EntryMethod.class);
      all.addAll(missing);
      all.addAll(request.shown());
      assertThat(Rules.judge(state, with(request, all))).as(context).isInstanceOf(Granted.class);
    }
  }

  private static AccessRequest with(AccessRequest request, Set<EntryMethod> shown) {
    return new AccessRequest(
        request.door(), request.person(), request.pass(), shown, request.duress(), request.at());
  }

  private static AccessRequest request(Random random) {
    EnumSet<EntryMethod> shown = EnumSet.noneOf(EntryMethod.class);
    for (EntryMethod method : EntryMethod.values()) {
      if (random.nextInt(3) == 0) {
        shown.add(method);
      }
    }
    boolean pass = random.nextInt(4) == 0;
    return new AccessRequest(
        random.nextInt(5) == 0 ? States.BACK : States.FRONT,
        pass && random.nextBoolean() ? Optional.empty() : Optional.of(States.ADA),
        pass ? Optional.of("pass-1") : Optional.empty(),
        shown,
        random.nextBoolean(),
        moment(random));
  }

  private static RightsState state(Random random) {
    States states = new States();
    for (int i = random.nextInt(4); i > 0; i--) {
      states.rule(
          "r" + i, one(random, WHO), one(random, WHEN), one(random, WAYS), random.nextInt(4) == 0);
    }
    states.groups = random.nextBoolean() ? Set.of("team") : Set.of();
    states.hasCode = random.nextBoolean();
    states.suspended = random.nextInt(10) == 0;
    states.here = random.nextInt(10) > 0;
    states.peopleKnown = random.nextInt(20) > 0;
    states.secretsKnown = random.nextInt(5) > 0;
    states.entered = maybe(random, moment(random));
    states.doorLocked = maybe(random, moment(random));
    states.personLocked = maybe(random, moment(random));
    if (random.nextInt(3) == 0) {
      states.zones.add(
          new Zone("z", Set.of(States.FRONT), Set.of(States.BACK), random.nextBoolean()));
      states.places = Map.of("z", new Place(random.nextBoolean(), moment(random)));
    }
    Instant from = moment(random);
    states.pass(from, from.plusSeconds(1 + random.nextInt(86_400)), 2, random.nextInt(3));
    return states.build();
  }

  private static Optional<Instant> maybe(Random random, Instant at) {
    return random.nextInt(3) == 0 ? Optional.of(at) : Optional.empty();
  }

  private static Instant moment(Random random) {
    return States.NOON.plusSeconds(random.nextInt(3 * 86_400));
  }

  private static String one(Random random, String[] of) {
    return of[random.nextInt(of.length)];
  }
}
