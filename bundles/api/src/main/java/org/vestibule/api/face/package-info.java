// SPDX-License-Identifier: Apache-2.0
/** Faces: a claim, pictures, and an answer that is never a guess. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.face;
