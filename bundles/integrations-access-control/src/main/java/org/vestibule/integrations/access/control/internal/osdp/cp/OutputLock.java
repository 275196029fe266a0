// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.Levels;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;

/**
 * Locks on outputs of polled readers and modules (osdp_OUT, SIA OSDP 2.2 section 6.8). The device
 * times each pulse and each hold itself: whatever happens to this gateway, it locks. Thread-safe.
 */
@Component(service = DoorActuator.class)
public final class OutputLock implements DoorActuator {
  static final String KIND = "osdp-output";

  private static final long TENTH_MILLIS = 100;

  /** A command that was not sent within this time is not sent. */
  private static final Duration SENT_WITHIN = Duration.ofSeconds(1);

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);

  private final PanelLocks readers;

  /** For the container. */
  @Activate
  public OutputLock(@Reference PanelLocks readers) {
    this.readers = readers;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException {
    PanelReader reader = find(door);
    boolean on = reader.settings().failSecure();
    int tenths = (int) ((pulse.toMillis() + TENTH_MILLIS - 1) / TENTH_MILLIS);
    move(reader, on ? OutputControl.TIMED_ON : OutputControl.TIMED_OFF, tenths, on);
  }

  @Override
  public void hold(DoorId door, Duration lease) throws VestibuleException, InterruptedException {
    release(door, lease);
  }

  @Override
  public void secure(DoorId door) throws VestibuleException, InterruptedException {
    PanelReader reader = find(door);
    boolean on = !reader.settings().failSecure();
    move(reader, on ? OutputControl.ON : OutputControl.OFF, 0, on);
  }

  @Override
  public DoorState state(DoorId door) {
    return readers.lockOf(door).map(PanelReader::lock).orElse(DoorState.UNREACHABLE);
  }

  private PanelReader find(DoorId door) throws VestibuleException {
    return readers
        .lockOf(door)
        .orElseThrow(
            () ->
                new VestibuleException(
                    "device-unreachable",
                    "door " + door,
                    "no reader has its lock",
                    "a configuration " + PanelConfig.PID + " with this door and lock",
                    "Set lock = 0, for example, at the reader or module that has it."));
  }

  private void move(PanelReader reader, int action, int tenths, boolean on)
      throws VestibuleException, InterruptedException {
    int lock = reader.settings().lock().orElseThrow();
    byte[] data = OutputControl.encode(List.of(new OutputControl(lock, action, tenths)));
    Answer.Replied reply = answer(reader, CommandCode.OUT, data);
    if (reply.code() != ReplyCode.OSTATR) {
      reply = readBack(reader);
    }
    boolean[] levels = Levels.decode(reply.data());
    // A device that cannot say how its outputs are has confirmed by its acknowledgement.
    boolean told = reply.code() == ReplyCode.OSTATR && lock < levels.length;
    if (told && levels[lock] != on) {
      throw problem("device-refused", reader, "it acknowledged, and output " + lock + " stayed");
    }
  }

  private static Answer.Replied readBack(PanelReader reader)
      throws VestibuleException, InterruptedException {
    try {
      return answer(reader, CommandCode.OSTAT, new byte[0]);
    } catch (VestibuleException e) {
      if (e.code().equals("device-refused")) {
        return new Answer.Replied(ReplyCode.ACK, new byte[0]);
      }
      throw problem("device-timed-out", reader, "it acknowledged, and was not heard again");
    }
  }

  private static Answer.Replied answer(PanelReader reader, int code, byte[] data)
      throws VestibuleException, InterruptedException {
    CompletableFuture<Answer> asked = reader.ask(code, data, true, SENT_WITHIN);
    Answer answer;
    try {
      answer = asked.get(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      answer = new Answer.Unknown("it did not answer");
    } finally {
      // What was not sent yet is not sent later.
      asked.cancel(false);
    }
    if (answer instanceof Answer.Refused refused) {
      throw problem("device-refused", reader, refused.reason().sentence());
    } else if (answer instanceof Answer.NotSent gone) {
      throw problem("device-unreachable", reader, gone.why());
    } else if (answer instanceof Answer.Unknown lost) {
      throw problem("device-timed-out", reader, lost.why());
    }
    return (Answer.Replied) answer;
  }

  private static VestibuleException problem(String code, PanelReader reader, String found) {
    return new VestibuleException(
        code,
        "reader " + reader.name(),
        found,
        "a confirmation by the device",
        "Look at ./vestibule status, at the device and its line.");
  }
}
