// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a compiled class calls and implements, read from its constant pool (The Java Virtual Machine
 * Specification, Java SE 17, sections 4.1 and 4.4).
 *
 * @param methods each as {@code owner.name}, owners as {@code org/vestibule/...}
 * @param interfaces that it implements itself
 */
record ClassFile(Set<String> methods, List<String> interfaces) {
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int FLOAT = 4;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int DYNAMIC = 17;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  /** One entry: its tag, its text, and up to two entries that it names. */
  private record Constant(int tag, String text, int first, int second) {}

  static ClassFile read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    if (in.readInt() != 0xCAFEBABE) {
      throw new IOException("not a class file");
    }
    in.readInt();
    Constant[] pool = new Constant[in.readUnsignedShort()];
    for (int i = 1; i < pool.length; i++) {
      pool[i] = constant(in);
      if (pool[i].tag() == LONG || pool[i].tag() == DOUBLE) {
        i++;
      }
    }
    Set<String> methods = new HashSet<>();
    for (Constant constant : pool) {
      if (constant != null && (constant.tag() == METHOD || constant.tag() == INTERFACE_METHOD)) {
        String owner = pool[pool[constant.first()].first()].text();
        methods.add(owner + "." + pool[pool[constant.second()].first()].text());
      }
    }
    // Access flags, this class and its superclass.
    in.skipNBytes(6);
    List<String> interfaces = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      interfaces.add(pool[pool[in.readUnsignedShort()].first()].text());
    }
    return new ClassFile(Set.copyOf(methods), List.copyOf(interfaces));
  }

  private static Constant constant(DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case UTF8 -> new Constant(tag, in.readUTF(), 0, 0);
      case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE ->
          new Constant(tag, "", in.readUnsignedShort(), 0);
      case METHOD_HANDLE -> new Constant(tag, "", in.readUnsignedByte(), in.readUnsignedShort());
      case LONG, DOUBLE -> {
        in.readLong();
        yield new Constant(tag, "", 0, 0);
      }
      case INTEGER, FLOAT -> {
        in.readInt();
        yield new Constant(tag, "", 0, 0);
      }
      case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC ->
          new Constant(tag, "", in.readUnsignedShort(), in.readUnsignedShort());
      default -> throw new IOException("unknown constant " + tag);
    };
  }
}
