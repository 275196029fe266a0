// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.relay;

import com.ghgande.j2mod.modbus.procimg.Register;

/** A relay's pulse as a register, in 100 ms; reads as it was last written. */
final class PulseRegister implements Register {
  private final RelayModule module;
  private final int relay;
  private volatile int written;

  PulseRegister(RelayModule module, int relay) {
    this.module = module;
    this.relay = relay;
  }

  @Override
  public void setValue(int value) {
    written = value & 0xFFFF;
    module.carryOut(() -> module.pulse(relay, written));
  }

  @Override
  public void setValue(short value) {
    setValue((int) value);
  }

  @Override
  public void setValue(byte[] bytes) {
    setValue((bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF);
  }

  @Override
  public int getValue() {
    return written;
  }

  @Override
  public int toUnsignedShort() {
    return written;
  }

  @Override
  public short toShort() {
    return (short) written;
  }

  @Override
  public byte[] toBytes() {
    return new byte[] {(byte) (written >> 8), (byte) written};
  }
}
