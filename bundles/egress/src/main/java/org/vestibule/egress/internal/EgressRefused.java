// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.io.IOException;
import org.vestibule.api.VestibuleException;

/** A connection that the site does not allow, where only an {@link IOException} can say so. */
final class EgressRefused extends IOException {
  private static final long serialVersionUID = 1L;

  EgressRefused(VestibuleException cause) {
    super(cause.getMessage(), cause);
  }

  VestibuleException reason() {
    return (VestibuleException) getCause();
  }
}
