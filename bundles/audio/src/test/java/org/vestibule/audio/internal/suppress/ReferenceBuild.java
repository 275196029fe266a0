// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;

/**
 * The reference implementation itself, as the pack's file has it, run by a WebAssembly machine. The
 * short names are those that its build gave: {@code d} runs constructors, {@code f} makes a state,
 * {@code g} is malloc and {@code j} processes a frame.
 */
final class ReferenceBuild {
  private static final float FULL_SCALE = 32_768;

  private final Instance instance;
  private final long state;
  private final int in;
  private final int out;

  ReferenceBuild(byte[] module) {
    HostFunction resize =
        new HostFunction(
            "a",
            "a",
            FunctionType.of(List.of(ValType.I32), List.of(ValType.I32)),
            (caller, arguments) -> new long[] {0});
    HostFunction copy =
        new HostFunction(
            "a",
            "b",
            FunctionType.of(List.of(ValType.I32, ValType.I32, ValType.I32), List.of()),
            (caller, arguments) -> {
              byte[] bytes = caller.memory().readBytes((int) arguments[1], (int) arguments[2]);
              caller.memory().write((int) arguments[0], bytes);
              return null;
            });
    instance =
        Instance.builder(Parser.parse(module))
            .withImportValues(ImportValues.builder().addFunction(resize, copy).build())
            .withMachineFactory(MachineFactoryCompiler::compile)
            .build();
    instance.export("d").apply();
    state = instance.export("f").apply(0)[0];
    in = (int) instance.export("g").apply(4L * Suppressor.FRAME)[0];
    out = (int) instance.export("g").apply(4L * Suppressor.FRAME)[0];
  }

  /** As {@link Suppressor#clean}. */
  float clean(float[] frame) {
    for (int i = 0; i < frame.length; i++) {
      instance.memory().writeF32(in + 4 * i, frame[i] * FULL_SCALE);
    }
    long voice = instance.export("j").apply(state, out, in)[0];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = Float.intBitsToFloat(instance.memory().readInt(out + 4 * i)) / FULL_SCALE;
    }
    return Float.intBitsToFloat((int) voice);
  }
}
