// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.activemq.artemis.logs.AuditLogger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SilenceTest {
  @Test
  void theLibraryWritesNoMessageIntoTheLogWhateverTheLevel() {
    assertThat(LoggerFactory.getLogger("org.apache.activemq.audit.message").isInfoEnabled())
        .as("the level at which it would")
        .isTrue();
    assertThat(AuditLogger.isAnyLoggingEnabled()).isFalse();
  }
}
