// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import org.vestibule.api.VestibuleException;

/** The device knows who asks and says no, with the status 401 or 403. */
public final class Forbidden extends VestibuleException {
  private static final long serialVersionUID = 1L;

  private final transient DeviceHttp.Answer answer;

  Forbidden(VestibuleException why, DeviceHttp.Answer answer) {
    super(why.code(), why.input(), why.found(), why.allowed(), why.remedy());
    this.answer = answer;
  }

  /** Returns what the device said. */
  public DeviceHttp.Answer answer() {
    return answer;
  }
}
