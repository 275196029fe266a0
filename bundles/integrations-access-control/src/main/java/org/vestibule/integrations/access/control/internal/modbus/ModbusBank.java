// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.modbus;

import com.ghgande.j2mod.modbus.Modbus;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.line.Line;
import org.vestibule.integrations.access.control.internal.relay.RelayBank;
import org.vestibule.integrations.access.control.internal.relay.RelaySettings;
import org.vestibule.integrations.access.control.internal.relay.RelaySettings.Pulse;

/**
 * A module that speaks Modbus (MODBUS Application Protocol V1.1b3, sections 6.1, 6.2, 6.5, 6.6).
 * Each request is sent once: the transactions of the library repeat one after a time-out, which
 * would open a door twice, and its serial transport keeps a core busy while it waits. A pulse that
 * the module ends is a coil or a register that takes the time, as relay boards have it (Waveshare
 * Modbus RTU Relay, "flash on": function 05, address 0x0200 + relay, value in 100 ms).
 */
public final class ModbusBank implements RelayBank {
  static final int READ_COILS = Modbus.READ_COILS;
  static final int READ_INPUTS = Modbus.READ_INPUT_DISCRETES;
  static final int WRITE_COIL = Modbus.WRITE_COIL;
  static final int WRITE_REGISTER = Modbus.WRITE_SINGLE_REGISTER;
  private static final int ON = 0xFF00;
  private static final int MOST_UNITS = 0x7FFF;

  private final RelaySettings settings;
  private final Line line;
  private final ModbusFrames frames;

  /** Speaks over a line, and closes it in the end. */
  public ModbusBank(RelaySettings settings, Line line) {
    this.settings = settings;
    this.line = line;
    this.frames = settings.rtu() ? new RtuFrames() : new TcpFrames();
  }

  @Override
  public int outputs() {
    return settings.outputs();
  }

  @Override
  public int inputs() {
    return settings.inputCount();
  }

  @Override
  public boolean timesPulses() {
    return settings.pulse().by() != Pulse.By.SOFTWARE;
  }

  @Override
  public void set(int output, boolean on) throws VestibuleException {
    write(WRITE_COIL, output, on ? ON : 0);
  }

  @Override
  public void pulse(int output, Duration length) throws VestibuleException {
    if (!timesPulses()) {
      throw failed(
          "hold-unsupported", "it times no pulses", "Set pulse = coil or register if it does.");
    }
    long unit = settings.pulse().unit().toMillis();
    long units = Math.max(1, Math.min((length.toMillis() + unit - 1) / unit, MOST_UNITS));
    int function = settings.pulse().by() == Pulse.By.COIL ? WRITE_COIL : WRITE_REGISTER;
    write(function, settings.pulse().address() + output, (int) units);
  }

  @Override
  public boolean[] readOutputs() throws VestibuleException {
    return read(READ_COILS, outputs());
  }

  @Override
  public boolean[] readInputs() throws VestibuleException {
    return read(READ_INPUTS, inputs());
  }

  @Override
  public void close() {
    line.close();
  }

  private void write(int function, int address, int value) throws VestibuleException {
    byte[] request = message(function, address, value);
    if (!Arrays.equals(exchange(request), request)) {
      throw timedOut("it confirmed something else");
    }
  }

  private boolean[] read(int function, int count) throws VestibuleException {
    byte[] answer = exchange(message(function, 0, count));
    int bytes = (count + 7) / 8;
    if (answer.length != 2 + bytes || answer[1] != bytes) {
      throw timedOut("its answer has another length");
    }
    boolean[] values = new boolean[count];
    for (int i = 0; i < count; i++) {
      values[i] = (answer[2 + i / 8] >> i % 8 & 1) == 1;
    }
    return values;
  }

  private byte[] exchange(byte[] request) throws VestibuleException {
    try {
      frames.write(line, settings.unit(), request);
    } catch (IOException e) {
      throw failed(
          "device-unreachable",
          "nothing could be sent: " + e.getMessage(),
          "Check its line and its power.");
    }
    byte[] answer;
    try {
      answer = frames.read(line, settings.unit(), System.nanoTime() + settings.answer().toNanos());
    } catch (IOException e) {
      throw timedOut(e.getMessage());
    }
    if (answer.length == 2 && (answer[0] & 0xFF) == (request[0] | 0x80)) {
      throw failed(
          "device-refused",
          "it answered with the exception " + (answer[1] & 0xFF),
          "Check unit, relays, inputs and pulse in its configuration.");
    }
    if (answer[0] != request[0]) {
      throw timedOut("it answered something else");
    }
    return answer;
  }

  private static byte[] message(int function, int address, int value) {
    return new byte[] {
      (byte) function, (byte) (address >> 8), (byte) address, (byte) (value >> 8), (byte) value
    };
  }

  private VestibuleException timedOut(String found) {
    return failed("device-timed-out", found, "Check its line, its unit number and answerMillis.");
  }

  private VestibuleException failed(String code, String found, String remedy) {
    return new VestibuleException(
        code,
        "module " + settings.id() + " at " + line.name(),
        found,
        "an answer within " + settings.answer().toMillis() + " ms",
        remedy);
  }
}
