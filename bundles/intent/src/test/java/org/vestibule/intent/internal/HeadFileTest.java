// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.model.ModelException;

class HeadFileTest {
  @TempDir Path folder;
  private Path head;
  private Path examples;

  @BeforeEach
  void write() throws IOException {
    head = folder.resolve(HeadFile.HEAD);
    examples = folder.resolve(HeadFile.EXAMPLES);
    Files.write(head, HeadBytes.head(Heads.small(1)));
    Files.write(examples, HeadBytes.examples(Heads.small(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1.0,0.0]            | [NaN,0.0]            | the whole file
          [1.0,0.0]            | [1e39,0.0]           | weights[0][0]
          [1.0,0.0]            | [1e999,0.0]          | weights[0][0]
          [1.0,0.0]            | ["1",0.0]            | weights[0][0]
          [1.0,0.0]            | [1.0]                | examples.bin
          [1.0,0.0],           | ''                   | weights[2]
          "bias":[0.0          | "bias":[-1e40        | bias[0]
          "bias":[0.0,         | "bias":[             | bias
          "temperature":1.0    | "temperature":0      | temperature
          "acceptThreshold":0.4| "acceptThreshold":7  | acceptThreshold
          "emergency",         | "ambulance",         | labels
          "emergency",         | "delivery",          | labels
          "emergency"          | "guest"              | without emergency
          "examples":2         | "examples":3         | examples.bin
          "examples":2         | "examples":-1        | examples
          "share":0.0          | "share":2            | share
          "classes":[0,        | "classes":[          | classes
          "classes":[0,        | "classes":[7,        | classes
          "encoder"            | "enkoder"            | enkoder
          "encoder":"toy       | "encoder":1,"a":"toy | unknown key
          {"encoder"           | {"bias":1,"encoder"  | the whole file
          """)
  void aDamagedHeadIsRefusedByKey(String from, String to, String named) throws IOException {
    String sound = Files.readString(head);
    assertThat(sound).contains(from);
    Files.writeString(head, sound.replaceFirst(java.util.regex.Pattern.quote(from), to));
    ModelException refused = catchThrowableOfType(ModelException.class, this::read);
    assertThat(refused.code()).isEqualTo("model-manifest-invalid");
    assertThat(refused).hasMessageContaining(named).hasMessageContaining("./vestibule models");
  }

  @Test
  void aMissingOrHugeFileIsRefused() throws IOException {
    Files.write(head, new byte[2 << 20]);
    assertThat(catchThrowableOfType(ModelException.class, this::read))
        .hasMessageContaining("too large");
    Files.delete(head);
    assertThat(catchThrowableOfType(ModelException.class, this::read).code())
        .isEqualTo("model-missing");
  }

  @Test
  void whatWasWrittenIsReadAndWrittenAgainByteForByte() throws Exception {
    Head again = read();
    assertThat(HeadBytes.head(again)).isEqualTo(Files.readAllBytes(head));
    assertThat(HeadBytes.examples(again)).isEqualTo(Files.readAllBytes(examples));
    assertThat(new String(HeadBytes.head(again), StandardCharsets.UTF_8)).contains("toy-encoder@1");
  }

  private Head read() throws ModelException {
    return HeadFile.read("visitor-intent@1", head, examples);
  }
}
