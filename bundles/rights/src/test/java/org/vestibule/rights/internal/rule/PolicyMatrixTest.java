// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.door.Entitlement;

/** What is shown, by when and by whose right: each with what comes of it. */
class PolicyMatrixTest {
  private static final Instant NIGHT = Instant.parse("2026-11-30T22:00:00Z");

  @ParameterizedTest(name = "{0} asks {1} of {2}; shown {3} at {4}: {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -               | -                         | own door | ''        | noon  | more face, card, phone, human
          -               | -                         | own door | code      | noon  | more face, card, phone, human
          -               | -                         | own door | face      | noon  | granted face
          -               | -                         | own door | face      | night | granted face
          -               | -                         | own door | card      | night | granted card
          -               | -                         | no door  | face      | noon  | no-right
          everyone office | face; card                | own door | face      | noon  | granted face
          everyone office | face; card                | own door | face      | night | out-of-schedule
          everyone office | face; card                | no door  | face      | noon  | no-right
          everyone always | face+code; card+code      | own door | ''        | noon  | more face+code, code+card
          everyone always | face+code; card+code      | own door | face      | noon  | more code
          everyone always | face+code; card+code      | own door | code      | noon  | more face, card
          everyone always | face+code; card+code      | own door | face+card | noon  | more code
          everyone always | face+code; card+code      | own door | face+code | noon  | granted face+code
          everyone always | 2 of face,code,card       | own door | ''        | noon  | more face+card, face+code, code+card
          everyone always | 2 of face,code,card       | own door | face      | noon  | more card, code
          everyone always | 2 of face,code,card       | own door | face+card | noon  | granted face+card
          everyone always | 2 of face,code,card       | own door | code+card | night | granted code+card
          everyone always | face+code; human          | own door | ''        | noon  | more face+code, human
          unit:1? always  | face; card                | own door | face      | noon  | granted face
          unit:2? always  | face; card                | own door | face      | noon  | no-right
          group:staff office | face; card             | no door  | face      | noon  | no-right
          group:team office  | face; card             | no door  | face      | noon  | granted face
          group:team office  | face; card             | no door  | face      | night | out-of-schedule
          person:ada always  | card                   | no door  | card      | night | granted card
          person:bob always  | card                   | own door | card      | noon  | no-right
          everyone nowhere   | card                   | own door | card      | noon  | rights-unknown
          """)
  void matrix(String rule, String ways, String right, String shown, String when, String expected) {
    States states = new States();
    states.groups = Set.of("team");
    if (rule != null) {
      String[] words = rule.split(" ");
      states.rule("r", words[0], words[1], ways);
    }
    if (right.equals("no door")) {
      states.doors = Set.of();
    }
    Entitlement answer =
        Rules.judge(states.build(), States.ada(shown, when.equals("noon") ? States.NOON : NIGHT));
    assertThat(text(answer)).isEqualTo(expected);
    assertThat(answer.trace()).isNotEmpty();
  }

  static String text(Entitlement answer) {
    if (answer instanceof Entitlement.Granted granted) {
      return "granted " + Ways.text(granted.by());
    }
    if (answer instanceof Entitlement.MoreNeeded more) {
      return "more " + more.missing().stream().map(Ways::text).collect(Collectors.joining(", "));
    }
    return ((Entitlement.Refused) answer).code();
  }
}
