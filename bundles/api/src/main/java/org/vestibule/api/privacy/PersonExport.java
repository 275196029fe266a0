// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.privacy;

import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/**
 * A copy of everything about one person (GDPR Art. 15 and 20): a zip with JSON, pictures and a
 * signed manifest, and nothing about anybody else. Thread-safe.
 */
@ProviderType
public interface PersonExport {
  /**
   * Writes the zip; audited before the first byte.
   *
   * @throws VestibuleException {@code unknown-person}, {@code vault-locked}, {@code audit-*}
   */
  void write(PersonId person, OutputStream zip) throws VestibuleException, IOException;
}
