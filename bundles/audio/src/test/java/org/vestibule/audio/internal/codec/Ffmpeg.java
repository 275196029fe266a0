// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Assumptions;

/** The independent peer: ffmpeg as a process. Tests are skipped where it is not installed. */
final class Ffmpeg {
  private Ffmpeg() {}

  /** Encodes; {@code coder} is also the name of the bare format in which ffmpeg writes it. */
  static byte[] encode(String coder, String format, int rate, short[] samples) throws Exception {
    return run(
        bytes(samples),
        List.of("-f", "s16le", "-ar", "" + rate, "-ac", "1", "-i", "pipe:0"),
        List.of("-c:a", coder, "-f", format, "pipe:1"));
  }

  static short[] decode(String format, int rate, byte[] coded) throws Exception {
    List<String> input = new ArrayList<>(List.of("-f", format));
    if (!format.equals("g722")) {
      input.addAll(List.of("-ar", "" + rate, "-ac", "1"));
    }
    input.addAll(List.of("-i", "pipe:0"));
    return shorts(run(coded, input, List.of("-c:a", "pcm_s16le", "-f", "s16le", "pipe:1")));
  }

  /** Any other conversion of samples. */
  static byte[] convert(short[] samples, List<String> input, List<String> output) throws Exception {
    return run(bytes(samples), input, output);
  }

  private static byte[] bytes(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  private static short[] shorts(byte[] bytes) {
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private static byte[] run(byte[] in, List<String> input, List<String> output) throws Exception {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error"));
    command.addAll(input);
    command.addAll(output);
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      Assumptions.abort("ffmpeg is not installed");
      return null;
    }
    CompletableFuture<byte[]> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return process.getInputStream().readAllBytes();
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    try (var pipe = process.getOutputStream()) {
      pipe.write(in);
    }
    byte[] out = read.get();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("ffmpeg failed: " + command);
    }
    return out;
  }
}
