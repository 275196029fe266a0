// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.vestibule.api.door.Entitlement.Refused;
import org.vestibule.api.door.EntryMethod;

class RuleBookTest {
  private final List<Configuration> there = new ArrayList<>();
  private final ConfigurationAdmin admin =
      FakePeople.fake(
          ConfigurationAdmin.class,
          Map.of(
              "listConfigurations",
              arguments -> {
                Configuration[] found =
                    there.stream()
                        .filter(each -> ((String) arguments[0]).contains(each.getFactoryPid()))
                        .toArray(Configuration[]::new);
                return found.length == 0 ? null : found;
              }));

  private void configure(String factory, String id, Object... settings) {
    Hashtable<String, Object> properties = new Hashtable<>(Map.of("id", id));
    for (int i = 0; i < settings.length; i += 2) {
      properties.put((String) settings[i], settings[i + 1]);
    }
    properties.put("service.factoryPid", factory);
    there.add(
        FakePeople.fake(
            Configuration.class,
            Map.of(
                "getPid",
                none -> factory + "~" + id,
                "getFactoryPid",
                none -> factory,
                "getProperties",
                none -> (Dictionary<String, Object>) properties)));
  }

  @Test
  void whatIsConfiguredCountsBeforeConfigurationAdminTellsOfIt() throws Exception {
    configure(RuleConfig.PID, "night", "doors", "front-door", "ways", "card", "schedule", "office");
    configure(ScheduleConfig.PID, "office", "weekly", "Mon-Fri 08:00-18:00", "zone", "UTC");
    configure(ZoneConfig.PID, "garage", "in", "front-door", "out", "exit", "antiPassback", "hard");
    RuleBook rules = new RuleBook(admin);
    assertThat(rules.problems()).isEmpty();
    assertThat(rules.book().rules()).extracting(rule -> rule.id()).containsExactly("night");
    assertThat(rules.book().timetables()).containsOnlyKeys("office");
    assertThat(rules.book().zones()).hasSize(1);
    there.forEach(each -> rules.updated(each.getPid(), each.getProperties()));
    assertThat(rules.problems()).as("told once more").isEmpty();
    assertThat(rules.book().rules()).hasSize(1);
  }

  @Test
  void aRuleThatCannotBeReadWithholdsItsDoorsFromTheBeginning() throws Exception {
    configure(RuleConfig.PID, "broken", "doors", "front-door", "ways", "wink");
    RuleBook rules = new RuleBook(admin);
    assertThat(rules.problems()).hasSize(1);
    try (Bench bench = new Bench(rules)) {
      assertThat(bench.gate.judge(bench.by(bench.ada, EntryMethod.CARD)))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.code()).isEqualTo("rights-unknown"));
    }
  }
}
