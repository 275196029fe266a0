// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReserveTest {
  @TempDir Path data;

  @Test
  void moreThanTheDiskHasIsRefused() {
    Reserve reserve = Reserve.of(data, 1);
    assertThatThrownBy(() -> reserve.demand(Long.MAX_VALUE / 2))
        .hasFieldOrPropertyWithValue("code", "storage-full");
    assertThat(reserve.isFull()).isTrue();
    assertThat(reserve.mayWrite()).as("a byte is free").isTrue();
  }

  @Test
  void aFolderThatIsGoneIsLeftToTheWriteItself() {
    Reserve reserve = Reserve.of(data.resolve("gone"), Long.MAX_VALUE);
    assertThatCode(() -> reserve.demand(0)).doesNotThrowAnyException();
  }
}
