// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;

/** Where a list ends: cards on a page that is not asked for would end. */
class OpenAccessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"total_pages\":2,\"item_list\":[{}]}|1|true",
        "{\"total_pages\":2,\"item_list\":[{}]}|2|false",
        "{\"total_pages\":\"2\",\"item_list\":[{}]}|1|true",
        "{\"total_pages\":2.0,\"item_list\":[{}]}|1|true",
        "{\"item_list\":[{}]}|1|true",
        "{\"item_list\":[]}|2|false",
      })
  void aShortPageIsNotTheLast(String answer, int page, boolean more) throws VestibuleException {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    assertThat(OpenAccess.more(OpenAccess.object("here", bytes), page)).isEqualTo(more);
  }
}
