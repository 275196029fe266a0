// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.audio.internal.suppress.SuppressionComponent;
import org.vestibule.audio.internal.suppress.Suppressor;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/**
 * {@code ./vestibule bench speech}: what each stage of hearing costs on one thread, and recognition
 * beside the bare runtime. Prints a table, then one {@code key=value} a line.
 */
public final class BenchSpeech {
  private static final double RATE = 16_000;

  private final PrintStream out = System.out;
  private final Path packs;
  private final Path sentence;
  private final boolean quick;

  private BenchSpeech(Options options, boolean quick) {
    packs = Path.of(options.text("--packs"));
    sentence = Path.of(options.text("--fixtures")).resolve("speech/guest.wav");
    this.quick = quick;
  }

  /**
   * Measures.
   *
   * @param args {@code --packs DIR --fixtures DIR [--quick]}: packs, voices, and whether a few
   *     rounds are enough
   */
  public static void main(String[] args) throws Exception {
    new BenchSpeech(new Options(args), Arrays.asList(args).contains("--quick")).measure();
  }

  private void measure() throws Exception {
    short[] samples = SpeechPath.read(sentence);
    float[] sound = new float[samples.length];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = samples[i] / 32_768f;
    }
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime);
        ModelLease voice = store.lease(ModelSlots.VOICE_ACTIVITY);
        ModelLease speech = store.lease(ModelSlots.SPEECH)) {
      HearingStages stages = new HearingStages(quick ? 500 : 5000, out);
      Sample resample = stages.resample(8000);
      stages.resample(48_000);
      Sample chunk = stages.voice(voice);
      List<Sample> decoders = stages.codecs();
      Optional<Sample> frame = suppression(stages, store, samples);
      Path pack = packs.resolve(speech.manifest().name());
      AsrCost.Figures asr = AsrCost.measure(speech, pack, sound, quick ? 5 : 50, out);
      out.println();
      double[] path = SpeechPath.measure(packs, sentence, quick ? 5 : 50, out);
      out.println();
      line("resample_ms", resample.median());
      line("vad_chunk_ms", chunk.median());
      frame.ifPresent(measured -> line("rnnoise_frame_ms", measured.median()));
      line("asr_encode_ms", asr.encode().median());
      line("asr_step_ms", asr.step().median());
      line("asr_sentence_ms", asr.whole().median());
      line("asr_sentence_s", sound.length / RATE);
      line("asr_sentence_cpu_ms", asr.processor().median());
      line("asr_rtf", asr.whole().median() / 1000 / asr.seconds());
      line("asr_overhead_ratio", asr.overhead());
      line("end_of_speech_to_text_ms", new Sample(path).median());
      calls(resample, chunk, frame, decoders.get(SoundEncoding.OPUS.ordinal()));
    }
  }

  /** Where no such pack is there, nothing is measured and no line is printed. */
  private Optional<Sample> suppression(HearingStages stages, PackStore store, short[] samples)
      throws Exception {
    SuppressionComponent source = new SuppressionComponent();
    source.bindStore(store);
    Optional<Suppressor> opened = source.open();
    if (opened.isEmpty()) {
      out.println("noise suppression            no pack serves");
      return Optional.empty();
    }
    try (Suppressor suppressor = opened.get()) {
      Sample frame = SuppressionCost.frame(stages, suppressor);
      line("sisdr_gain_db", SuppressionCost.gain(source, SuppressionCost.fullBand(samples)));
      return Optional.of(frame);
    }
  }

  /** Arithmetic on the medians: milliseconds of one core that a second of a call takes. */
  private void calls(Sample resample, Sample chunk, Optional<Sample> frame, Sample decoder) {
    double perSecond =
        50 * (decoder.median() + resample.median())
            + 31.25 * chunk.median()
            + 100 * frame.map(Sample::median).orElse(0.0);
    out.printf(
        Locale.ROOT,
        "A second of a call takes %.2f ms of a core (Opus decoder, resampler, voice activity%s),"
            + " computed from the medians; recognition comes on top, once for each sentence.%n",
        perSecond,
        frame.isPresent() ? ", noise suppression" : "");
    line("call_ms_per_second", perSecond);
    line("calls_per_core", Math.floor(1000 / perSecond));
  }

  private void line(String key, double value) {
    out.printf(Locale.ROOT, "%s=%.4f%n", key, value);
  }
}
