// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RingGroupsTest {
  private final RingGroups groups = new RingGroups();

  @Test
  void aCircleIsRefusedAndTheLastGoodOneStays() {
    update("1", "day", "night");
    update("2", "night", "");
    assertThat(groups.problem()).isEmpty();
    update("2", "night", "day");
    assertThat(groups.problem().orElseThrow()).contains("a circle, night to day to night");
    assertThat(groups.byName().get("night").next()).isEmpty();
    update("2", "night", "night");
    assertThat(groups.problem().orElseThrow()).contains("a circle, night to night");
    update("2", "late", "");
    assertThat(groups.problem()).isEmpty();
    assertThat(groups.byName()).containsOnlyKeys("day", "late");
  }

  @Test
  void aSecondOneOfANameIsRefusedUntilTheFirstIsGone() {
    update("1", "day", "");
    update("2", "day", "");
    assertThat(groups.problem().orElseThrow()).contains("'day' a second time");
    groups.deleted("1");
    assertThat(groups.byName()).isEmpty();
    update("2", "day", "");
    assertThat(groups.problem()).isEmpty();
    assertThat(groups.byName()).containsOnlyKeys("day");
  }

  @Test
  void whatIsImpossibleIsRefusedByName() {
    refused(Map.of("name", "a", "members", "b", "ring", "1"), "setting ring");
    refused(Map.of("name", "a"), "setting members");
    refused(Map.of("name", "a", "members", "b", "ringSeconds", "4"), "from 5 to 120");
    refused(Map.of("name", "a", "members", "b", "mode", "some"), "all or in-turn");
    refused(Map.of("name", "a", "members", "b", "hours", "Mon"), "no day and its times");
    refused(Map.of("name", "A b", "members", "b"), "setting name");
  }

  private void refused(Map<String, String> settings, String sentence) {
    groups.update("1", settings);
    assertThat(groups.problem().orElseThrow()).contains(sentence);
    assertThat(groups.byName()).isEmpty();
  }

  private void update(String pid, String name, String next) {
    groups.update(pid, Map.of("name", name, "members", "hall", "next", next));
  }
}
