/** Names of DWARF's constants that debug information is written with. */

/** With `prefix` in front of each. */
const named = (prefix: string, names: string): ReadonlySet<string> =>
  new Set(names.split(/\s+/).map((name) => prefix + name));

export const TAGS = named(
  'DW_TAG_',
  `null array_type class_type entry_point enumeration_type formal_parameter imported_declaration
  label lexical_block member pointer_type reference_type compile_unit string_type structure_type
  subroutine_type typedef union_type unspecified_parameters variant common_block
  common_inclusion inheritance inlined_subroutine module ptr_to_member_type set_type
  subrange_type with_stmt access_declaration base_type catch_block const_type constant enumerator
  file_type friend namelist namelist_item packed_type subprogram template_type_parameter
  template_value_parameter thrown_type try_block variant_part variable volatile_type dwarf_procedure
  restrict_type interface_type namespace imported_module unspecified_type partial_unit imported_unit
  condition shared_type type_unit rvalue_reference_type template_alias coarray_type generic_subrange
  dynamic_type atomic_type call_site call_site_parameter skeleton_unit immutable_type
  MIPS_loop format_label function_template class_template GNU_template_template_param
  GNU_template_parameter_pack GNU_formal_parameter_pack GNU_call_site GNU_call_site_parameter
  APPLE_property SUN_function_template SUN_class_template SUN_struct_template SUN_union_template
  SUN_indirect_inheritance SUN_codeflags SUN_memop_info SUN_omp_child_func SUN_rtti_descriptor
  SUN_dtor_info SUN_dtor SUN_f90_interface SUN_fortran_vax_structure SUN_hi LLVM_ptrauth_type
  LLVM_annotation GHS_namespace GHS_using_namespace GHS_using_declaration GHS_template_templ_param
  UPC_shared_type UPC_strict_type UPC_relaxed PGI_kanji_type PGI_interface_block
  BORLAND_property BORLAND_Delphi_string BORLAND_Delphi_dynamic_array BORLAND_Delphi_set
  BORLAND_Delphi_variant`,
);

export const ENCODINGS = named(
  'DW_ATE_',
  `address boolean complex_float float signed signed_char unsigned unsigned_char imaginary_float
  packed_decimal numeric_string edited signed_fixed unsigned_fixed decimal_float UTF UCS ASCII
  HP_complex_float HP_float128 HP_complex_float128 HP_floathpintel HP_imaginary_float80
  HP_imaginary_float128 SUN_interval_float SUN_imaginary_float`,
);

export const LANGUAGES = named(
  'DW_LANG_',
  `C89 C Ada83 C_plus_plus Cobol74 Cobol85 Fortran77 Fortran90 Pascal83 Modula2 Java C99 Ada95
  Fortran95 PLI ObjC ObjC_plus_plus UPC D Python OpenCL Go Modula3 Haskell C_plus_plus_03
  C_plus_plus_11 OCaml Rust C11 Swift Julia C_plus_plus_14 Fortran03 Fortran08 RenderScript BLISS
  Kotlin Zig Crystal C_plus_plus_17 C_plus_plus_20 C17 Fortran18 Ada2005 Ada2012 Mips_Assembler
  GOOGLE_RenderScript SUN_Assembler ALTIUM_Assembler BORLAND_Delphi`,
);

export const CALLING_CONVENTIONS = named(
  'DW_CC_',
  `normal program nocall pass_by_reference pass_by_value GNU_renesas_sh GNU_borland_fastcall_i386
  BORLAND_safecall BORLAND_stdcall BORLAND_pascal BORLAND_msfastcall BORLAND_msreturn
  BORLAND_thiscall BORLAND_fastcall LLVM_vectorcall LLVM_Win64 LLVM_X86_64SysV LLVM_AAPCS
  LLVM_AAPCS_VFP LLVM_IntelOclBicc LLVM_SpirFunction LLVM_OpenCLKernel LLVM_Swift
  LLVM_PreserveMost LLVM_PreserveAll LLVM_X86RegCall GDB_IBM_OpenCL`,
);
