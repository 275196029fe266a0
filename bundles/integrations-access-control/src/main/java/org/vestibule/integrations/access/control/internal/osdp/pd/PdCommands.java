// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.Capability;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.KeySetting;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.Levels;
import org.vestibule.integrations.access.control.internal.osdp.LineKeys;
import org.vestibule.integrations.access.control.internal.osdp.LineSetting;
import org.vestibule.integrations.access.control.internal.osdp.LocalStatus;
import org.vestibule.integrations.access.control.internal.osdp.NakReason;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;

/**
 * Carries out one reader's commands, each once (SIA OSDP 2.2 section 6). One thread but as said.
 */
final class PdCommands {
  /** Reads that may wait; more are refused. */
  private static final int MOST_READS = 4;

  private static final LocalStatus NORMAL = new LocalStatus(false, false);
  private static final PdReply LENGTH = PdReply.nak(NakReason.LENGTH);
  private static final PdReply RECORD = PdReply.nak(NakReason.RECORD);
  private static final PdReply CONDITIONS = PdReply.nak(NakReason.SECURITY_CONDITIONS);

  private final PdProfile profile;
  private final PdKeys keys;
  private final PdListener listener;
  private final PdOutputs outputs = new PdOutputs(PdProfile.OUTPUTS);
  private final Queue<PdRead> reads = new ConcurrentLinkedQueue<>();
  private volatile LocalStatus status = NORMAL;
  private LocalStatus reported = NORMAL;
  private PdRead taken;

  PdCommands(PdProfile profile, PdKeys keys, PdListener listener) {
    this.profile = profile;
    this.keys = keys;
    this.listener = listener;
  }

  /** Lets a read wait for the next poll; any thread. */
  boolean present(PdRead read) {
    return reads.size() < MOST_READS && reads.add(read);
  }

  /** Says how the gateway's case and supply are; any thread. */
  void status(LocalStatus now) {
    status = now;
  }

  /** A panel that starts anew hears of everything that is not as it should be. */
  void restart() {
    reported = NORMAL;
  }

  /** Forgets what waits: whoever stood there may be gone when the panel comes back. */
  void drop() {
    for (PdRead read = reads.poll(); read != null; read = reads.poll()) {
      read.withdraw();
    }
  }

  /** Returns the read that went into the last reply, null where none did. */
  PdRead taken() {
    return taken;
  }

  /**
   * Carries out a command.
   *
   * @param data the caller's own; keys in it are overwritten
   * @param reads whether a card or keys may be given away under this security
   * @param encrypted whether the data came encrypted
   */
  PdReply execute(int code, byte[] data, boolean reads, boolean encrypted, long now) {
    taken = null;
    switch (code) {
      case CommandCode.POLL:
        return data.length == 0 ? poll(reads, now) : LENGTH;
      case CommandCode.ID:
        return data.length <= 1 ? new PdReply(ReplyCode.PDID, profile.id().encode()) : LENGTH;
      case CommandCode.CAP:
        return data.length <= 1
            ? new PdReply(ReplyCode.PDCAP, Capability.encode(profile.capabilities(keys.keyed())))
            : LENGTH;
      case CommandCode.LSTAT:
        return data.length == 0 ? local() : LENGTH;
      case CommandCode.ISTAT:
        return data.length == 0 ? new PdReply(ReplyCode.ISTATR, new byte[0]) : LENGTH;
      case CommandCode.OSTAT:
        return data.length == 0 ? outputs(now) : LENGTH;
      case CommandCode.RSTAT:
        return data.length == 0 ? new PdReply(ReplyCode.RSTATR, new byte[1]) : LENGTH;
      case CommandCode.OUT:
        return OutputControl.decode(data).map(list -> switchAll(list, now)).orElse(LENGTH);
      case CommandCode.LED:
        return LedControl.decode(data).map(this::light).orElse(LENGTH);
      case CommandCode.BUZ:
        return told(BuzzerControl.decode(data), BuzzerControl::reader, listener::buzzer);
      case CommandCode.TEXT:
        return told(TextControl.decode(data), TextControl::reader, listener::text);
      case CommandCode.COMSET:
        return LineSetting.decode(data).map(wish -> line()).orElse(LENGTH);
      case CommandCode.KEYSET:
        return encrypted && keys.openAt(now) ? takeKey(data) : CONDITIONS;
      case CommandCode.ACURXSIZE, CommandCode.KEEPACTIVE:
        return data.length == 2 ? PdReply.ACK : LENGTH;
      case CommandCode.ABORT:
        return data.length == 0 ? PdReply.ACK : LENGTH;
      default:
        return PdReply.nak(NakReason.UNKNOWN_COMMAND);
    }
  }

  private PdReply poll(boolean mayRead, long now) {
    if (!status.equals(reported)) {
      return local();
    }
    while (mayRead && !reads.isEmpty()) {
      PdRead read = reads.poll();
      if (read.stale(now)) {
        read.withdraw();
      } else if (read.take()) {
        taken = read;
        return new PdReply(read.code(), read.data());
      }
    }
    return PdReply.ACK;
  }

  private PdReply local() {
    reported = status;
    return new PdReply(ReplyCode.LSTATR, reported.encode());
  }

  private PdReply outputs(long now) {
    return new PdReply(ReplyCode.OSTATR, Levels.encode(outputs.levels(now)));
  }

  private PdReply switchAll(List<OutputControl> controls, long now) {
    if (!controls.stream().allMatch(PdOutputs::possible)) {
      return RECORD;
    }
    for (OutputControl control : controls) {
      outputs.apply(control, now);
      listener.output(control);
    }
    return outputs(now);
  }

  private PdReply light(List<LedControl> controls) {
    for (LedControl control : controls) {
      if (control.reader() != 0 || control.led() >= PdProfile.LIGHTS) {
        return RECORD;
      }
    }
    controls.forEach(listener::light);
    return PdReply.ACK;
  }

  private static <T> PdReply told(
      Optional<T> control, ToIntFunction<T> reader, Consumer<T> listener) {
    if (control.isEmpty()) {
      return LENGTH;
    } else if (reader.applyAsInt(control.get()) != 0) {
      return RECORD;
    }
    listener.accept(control.get());
    return PdReply.ACK;
  }

  /** Address and speed are a person's to set, so the answer is that they stay as they are. */
  private PdReply line() {
    return new PdReply(ReplyCode.COM, new LineSetting(profile.address(), profile.baud()).encode());
  }

  private PdReply takeKey(byte[] data) {
    try (KeySetting setting = KeySetting.decode(data).orElse(null)) {
      if (setting == null) {
        return LENGTH;
      }
      byte[] key = setting.key();
      if (LineKeys.fault(key).isPresent()) {
        return RECORD;
      }
      keys.take(key);
      listener.keySet(key);
      return PdReply.ACK;
    }
  }
}
