// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Looks into the built bundle: bnd does not complain about a pattern that matches nothing. */
class PackagingIT {
  private static final Path BUNDLE = Path.of(System.getProperty("vestibule.bundle"));
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void holdsTheNativesOfTwoMachinesAndTheServiceFiles() throws Exception {
    try (JarFile jar = new JarFile(BUNDLE.toFile())) {
      List<String> names = jar.stream().map(Object::toString).toList();

      assertThat(names)
          .contains(
              "lib/onnxruntime/ai/onnxruntime/OrtSession.class",
              "lib/onnxruntime/ai/onnxruntime/native/linux-x64/libonnxruntime.so",
              "lib/onnxruntime/ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so",
              "lib/onnxruntime/ai/onnxruntime/native/linux-aarch64/libonnxruntime.so",
              "lib/onnxruntime/ai/onnxruntime/native/linux-aarch64/libonnxruntime4j_jni.so",
              "lib/onnxruntime/ThirdPartyNotices.txt",
              "lib/djl-api/ai/djl/engine/Engine.class",
              "lib/djl-api/ai/djl/engine/api.properties",
              "lib/djl-onnxruntime/META-INF/services/ai.djl.engine.EngineProvider",
              "lib/djl-tokenizers/native/lib/tokenizers.properties",
              "lib/djl-tokenizers/native/lib/linux-x86_64/cpu/libtokenizers.so",
              "lib/djl-tokenizers/native/lib/linux-aarch64/cpu/libtokenizers.so",
              "lib/gson/com/google/gson/Gson.class",
              "lib/jna/com/sun/jna/Pointer.class",
              "OSGI-INF/org.vestibule.runtime.onnx.internal.OnnxRuntime.xml",
              "OSGI-INF/metatype/org.vestibule.runtime-onnx.xml");
      assertThat(names).noneMatch(name -> name.matches(".*\\.(dll|dylib|jnilib)"));
      assertThat(names.stream().filter(name -> name.endsWith(".so"))).hasSize(6);
      // A class outside lib/ would stand beside the same class of the library on a flat class path.
      assertThat(names)
          .filteredOn(name -> name.endsWith(".class") && !name.startsWith("lib/"))
          .allMatch(name -> name.startsWith("org/vestibule/runtime/onnx/internal/"));
    }
    assertThat(Files.size(BUNDLE)).isBetween(20 * MEBIBYTE, 40 * MEBIBYTE);
  }

  @Test
  void importsOnlyTheContractAndTheLog() throws Exception {
    try (JarFile jar = new JarFile(BUNDLE.toFile())) {
      var manifest = jar.getManifest().getMainAttributes();

      assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("org.vestibule.runtime-onnx");
      assertThat(manifest.getValue("Export-Package")).isNull();
      assertThat(manifest.getValue("Import-Package").split(",(?=[a-z])"))
          .allMatch(name -> name.matches("org\\.(slf4j|vestibule\\.api|osgi\\.framework).*"))
          .noneMatch(name -> name.contains("optional"));
    }
  }
}
