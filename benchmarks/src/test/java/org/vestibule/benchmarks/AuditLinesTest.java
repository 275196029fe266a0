// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLinesTest {
  @TempDir Path home;

  @Test
  void aSecondOrderOfTheSameVisitIsSeen() throws Exception {
    Files.createDirectories(home.resolve("audit"));
    Files.writeString(
        home.resolve("audit/audit.jsonl"),
        """
        {"sequence":1,"actor":"visit:v-1","action":"door-ordered","details":{}}
        {"sequence":2,"actor":"visit:v-1","action":"door-opened","details":{}}
        {"sequence":3,"actor":"visit:v-1","action":"door-ordered","details":{}}
        {"sequence":4,"actor":"visit:v-2","action":"door-ordered","details":{}}
        """);
    assertThat(AuditLines.read(home).byActor(Set.of("door-ordered")))
        .containsOnlyKeys("visit:v-1", "visit:v-2")
        .containsEntry("visit:v-1", 2)
        .containsEntry("visit:v-2", 1);
  }
}
