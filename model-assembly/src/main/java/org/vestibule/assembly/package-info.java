// SPDX-License-Identifier: Apache-2.0
/** Lays model packs out from what their manifests name; run by hand or by the script. */
package org.vestibule.assembly;
