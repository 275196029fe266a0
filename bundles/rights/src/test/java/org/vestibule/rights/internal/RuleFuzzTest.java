// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.rights.internal.rule.AccessRule;

/** Whatever somebody writes as a rule is refused by name or has a way without a face. */
class RuleFuzzTest {
  @FuzzTest
  void rule(byte[] bytes) {
    Map<String, Object> properties = new HashMap<>(Map.of("id", "r", "doors", "front-door"));
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      String[] parts = line.split("=", 2);
      if (parts.length == 2) {
        properties.put(parts[0].strip(), parts[1]);
      }
    }
    try {
      AccessRule rule = RuleSettings.of(properties);
      assertThat(rule.ways()).anyMatch(way -> !way.contains(EntryMethod.FACE));
      assertThat(rule.ways()).doesNotContain(Set.of());
      assertThat(rule.doors()).isNotEmpty();
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isIn("configuration-invalid", "rule-biometric-only");
    }
    assertThat(RuleSettings.doorsOf(properties)).isNotNull();
  }
}
