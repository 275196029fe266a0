// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.relay;

import com.ghgande.j2mod.modbus.procimg.DigitalOut;

/** A relay as a coil. */
final class RelayCoil implements DigitalOut {
  private final RelayModule module;
  private final int relay;

  RelayCoil(RelayModule module, int relay) {
    this.module = module;
    this.relay = relay;
  }

  @Override
  public boolean isSet() {
    return module.on(relay);
  }

  @Override
  public void set(boolean on) {
    module.carryOut(() -> module.switchTo(relay, on));
  }
}
