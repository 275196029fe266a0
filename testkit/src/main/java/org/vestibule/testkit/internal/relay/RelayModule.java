// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.relay;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalIn;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import com.ghgande.j2mod.modbus.util.SerialParameters;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A relay board as one buys it: relays are coils from 0, inputs are discrete inputs from 0, and a
 * register at 0x0200 + relay takes the length of a pulse in 100 ms, which the board ends by itself.
 * Modbus by a library's slave, so that what talks to it is not read by its own code. Thread-safe.
 */
public final class RelayModule implements AutoCloseable {
  /** The register of relay 0's pulse. */
  public static final int PULSE_REGISTER = 0x0200;

  private static final int UNIT = 1;
  private static final int THREADS = 8;
  private static final int PULSE_MILLIS = 100;

  private final boolean[] relays;
  private final int[] switchedOn;
  private final ScheduledFuture<?>[] pulses;
  private final List<SimpleDigitalIn> inputs = new ArrayList<>();
  private final ScheduledExecutorService clock =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "relay-module");
            thread.setDaemon(true);
            return thread;
          });
  private final ModbusSlave slave;
  private volatile CountDownLatch mute = new CountDownLatch(0);
  private volatile boolean late;

  private RelayModule(ModbusSlave slave, int relays, int inputs, int... closed)
      throws ModbusException {
    this.slave = slave;
    this.relays = new boolean[relays];
    this.switchedOn = new int[relays];
    this.pulses = new ScheduledFuture<?>[relays];
    SimpleProcessImage image = new SimpleProcessImage(UNIT);
    for (int relay = 0; relay < relays; relay++) {
      image.addDigitalOut(new RelayCoil(this, relay));
      image.addRegister(PULSE_REGISTER + relay, new PulseRegister(this, relay));
    }
    for (int input = 0; input < inputs; input++) {
      this.inputs.add(new SimpleDigitalIn(false));
      image.addDigitalIn(this.inputs.get(input));
    }
    for (int input : closed) {
      input(input, true);
    }
    slave.addProcessImage(UNIT, image);
    slave.open();
  }

  /**
   * Serves Modbus TCP on a port of this machine only.
   *
   * @param closed the inputs that are closed before anybody can ask
   */
  public static RelayModule tcp(int port, int relays, int inputs, int... closed)
      throws ModbusException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new RelayModule(
        ModbusSlaveFactory.createTCPSlave(loopback, port, THREADS, false), relays, inputs, closed);
  }

  /** Serves Modbus RTU on a serial line. */
  public static RelayModule serial(String device, int baud, int relays, int inputs)
      throws ModbusException {
    SerialParameters line = new SerialParameters();
    line.setPortName(device);
    line.setBaudRate(baud);
    line.setEncoding("rtu");
    return new RelayModule(ModbusSlaveFactory.createSerialSlave(line), relays, inputs);
  }

  /** Closes or opens what hangs on an input. */
  public void input(int input, boolean closed) {
    inputs.get(input).set(closed);
  }

  /** Returns whether a relay is on. */
  public synchronized boolean on(int relay) {
    return relays[relay];
  }

  /** Returns how often a relay was switched on, by whatever command. */
  public synchronized int switchedOn(int relay) {
    return switchedOn[relay];
  }

  /** From now on commands are carried out, and answered after {@link #speak} only. */
  public void mute() {
    late = false;
    mute = new CountDownLatch(1);
  }

  /** From now on commands are carried out and answered after {@link #speak} only. */
  public void delay() {
    late = true;
    mute = new CountDownLatch(1);
  }

  /** Ends {@link #mute} and {@link #delay}. */
  public void speak() {
    mute.countDown();
  }

  synchronized void switchTo(int relay, boolean on) {
    if (pulses[relay] != null) {
      pulses[relay].cancel(false);
      pulses[relay] = null;
    }
    switchedOn[relay] += on ? 1 : 0;
    relays[relay] = on;
  }

  synchronized void pulse(int relay, int length) {
    switchTo(relay, length > 0);
    if (length > 0) {
      pulses[relay] =
          clock.schedule(
              () -> switchTo(relay, false), (long) length * PULSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Carries a command out, and returns when it may be answered. */
  void carryOut(Runnable command) {
    boolean waitFirst = late;
    try {
      if (waitFirst) {
        mute.await();
      }
      command.run();
      mute.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    speak();
    ModbusSlaveFactory.close(slave);
    clock.shutdownNow();
  }

  /**
   * Runs one until its input ends: a line {@code 2=1} closes input 2.
   *
   * @param args {@code tcp PORT} or {@code serial DEVICE BAUD}
   */
  public static void main(String[] args) throws ModbusException {
    boolean tcp = args.length == 2 && args[0].equals("tcp");
    if (!tcp && (args.length != 3 || !args[0].equals("serial"))) {
      System.err.println("usage: tcp PORT | serial DEVICE BAUD");
      System.exit(2);
    }
    try (RelayModule module =
            tcp
                ? tcp(Integer.parseInt(args[1]), 8, 8)
                : serial(args[1], Integer.parseInt(args[2]), 8, 8);
        Scanner lines = new Scanner(System.in)) {
      System.out.println("8 relays, 8 inputs, pulses at register " + PULSE_REGISTER);
      while (lines.hasNextLine()) {
        String line = lines.nextLine().strip();
        if (line.matches("[0-7]=[01]")) {
          module.input(line.charAt(0) - '0', line.charAt(2) == '1');
        }
      }
    }
  }
}
