// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.audio.internal.command.SpotterComponent;
import org.vestibule.audio.internal.sound.Resampler;

/** The spotter as the gateway runs it, and the recognisers, on the same sound. Not thread-safe. */
final class Judge implements AutoCloseable {
  private static final int WARM_UP = 20;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final SpotterComponent spotter = new SpotterComponent();
  private final Packs packs;
  private final ModelLease voice;
  private final Rivals rivals;

  Judge(Path folder) throws ModelException, IOException {
    packs = new Packs(folder, List.of(CommandPack.NAME, "silero-vad"));
    packs.store().lease(ModelSlots.VOICE_COMMAND).close();
    voice = packs.store().lease(ModelSlots.VOICE_ACTIVITY);
    rivals = new Rivals(folder);
    spotter.setStore(packs.store());
    for (int i = 0; i < WARM_UP; i++) {
      spot(new float[Resampler.RATE]);
    }
  }

  /** Lets all three judge recordings. */
  List<Judged> judge(List<Clip> clips) throws IOException, VestibuleException {
    List<Judged> judged = new ArrayList<>();
    for (Clip clip : clips) {
      float[] sound = SpokenParts.word(voice, Wav.read(clip.file()));
      long cpu = threads.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      int answer = spot(sound);
      double millis = (System.nanoTime() - begun) / 1e6;
      double cpuMillis = (threads.getCurrentThreadCpuTime() - cpu) / 1e6;
      judged.add(
          new Judged(
              clip, answer, rivals.label(0, sound), rivals.label(1, sound), millis, cpuMillis));
    }
    return judged;
  }

  /** Returns the class that the spotter gives a piece of sound. */
  int spot(float[] sound) {
    return spotter
        .spot(sound, 0)
        .map(SpeechEvent.CommandHeard::command)
        .map(Enum::ordinal)
        .orElse(Words.OTHER);
  }

  /** Returns the parts between pauses. */
  List<float[]> parts(float[] sound) throws ModelException {
    return SpokenParts.all(voice, sound);
  }

  @Override
  public void close() throws IOException {
    spotter.deactivate();
    rivals.close();
    voice.close();
    packs.close();
  }
}
