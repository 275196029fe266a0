// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import org.vestibule.api.VestibuleException;

/** A request that is answered with a problem: the typed error and its HTTP status. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final VestibuleException problem;

  Refusal(int status, VestibuleException problem) {
    super(problem.getMessage(), problem);
    this.status = status;
    this.problem = problem;
  }

  Refusal(int status, String code, String input, String found, String allowed, String remedy) {
    this(status, new VestibuleException(code, input, found, allowed, remedy));
  }

  int status() {
    return status;
  }

  VestibuleException problem() {
    return problem;
  }
}
