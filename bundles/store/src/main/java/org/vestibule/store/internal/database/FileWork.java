// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.nio.file.Path;
import org.vestibule.api.VestibuleException;

/** Something that is done with the database's file while nobody writes to it. */
@FunctionalInterface
public interface FileWork<T> {
  /** Does it. */
  T on(Path file) throws VestibuleException, IOException;
}
