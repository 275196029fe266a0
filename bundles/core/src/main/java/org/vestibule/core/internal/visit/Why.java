// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.concurrent.TimeoutException;

/** Says in one sentence why a stage ended without a result. */
final class Why {
  private Why() {}

  static String of(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return "it did not answer in time";
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
