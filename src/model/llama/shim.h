// The only file that includes llama.cpp's headers. npm's copy puts `lm_` before the names of ggml and gguf;
// here they get their own names back, so that the rest reads the same with either.
#pragma once

#include <gguf.h>
#include <llama.h>

#ifndef BROCH_LLAMA_SYSTEM
/// Compiled into npm's copy, and declared by no header that it installs.
const char* llama_build_info();

#define ggml_log_level lm_ggml_log_level
#define ggml_set_abort_callback lm_ggml_set_abort_callback
#define GGML_LOG_LEVEL_ERROR LM_GGML_LOG_LEVEL_ERROR
#define GGUF_TYPE_UINT8 LM_GGUF_TYPE_UINT8
#define GGUF_TYPE_INT8 LM_GGUF_TYPE_INT8
#define GGUF_TYPE_UINT16 LM_GGUF_TYPE_UINT16
#define GGUF_TYPE_INT16 LM_GGUF_TYPE_INT16
#define GGUF_TYPE_UINT32 LM_GGUF_TYPE_UINT32
#define GGUF_TYPE_INT32 LM_GGUF_TYPE_INT32
#define GGUF_TYPE_FLOAT32 LM_GGUF_TYPE_FLOAT32
#define GGUF_TYPE_BOOL LM_GGUF_TYPE_BOOL
#define GGUF_TYPE_STRING LM_GGUF_TYPE_STRING
#define GGUF_TYPE_ARRAY LM_GGUF_TYPE_ARRAY
#define GGUF_TYPE_UINT64 LM_GGUF_TYPE_UINT64
#define GGUF_TYPE_INT64 LM_GGUF_TYPE_INT64
#define GGUF_TYPE_FLOAT64 LM_GGUF_TYPE_FLOAT64
#define gguf_context lm_gguf_context
#define gguf_init_params lm_gguf_init_params
#define gguf_init_from_file lm_gguf_init_from_file
#define gguf_free lm_gguf_free
#define gguf_type_name lm_gguf_type_name
#define gguf_get_version lm_gguf_get_version
#define gguf_get_data_offset lm_gguf_get_data_offset
#define gguf_get_n_kv lm_gguf_get_n_kv
#define gguf_get_key lm_gguf_get_key
#define gguf_get_kv_type lm_gguf_get_kv_type
#define gguf_get_arr_type lm_gguf_get_arr_type
#define gguf_get_arr_n lm_gguf_get_arr_n
#define gguf_get_val_u8 lm_gguf_get_val_u8
#define gguf_get_val_i8 lm_gguf_get_val_i8
#define gguf_get_val_u16 lm_gguf_get_val_u16
#define gguf_get_val_i16 lm_gguf_get_val_i16
#define gguf_get_val_u32 lm_gguf_get_val_u32
#define gguf_get_val_i32 lm_gguf_get_val_i32
#define gguf_get_val_f32 lm_gguf_get_val_f32
#define gguf_get_val_u64 lm_gguf_get_val_u64
#define gguf_get_val_i64 lm_gguf_get_val_i64
#define gguf_get_val_f64 lm_gguf_get_val_f64
#define gguf_get_val_bool lm_gguf_get_val_bool
#define gguf_get_val_str lm_gguf_get_val_str
#define gguf_get_n_tensors lm_gguf_get_n_tensors
#define gguf_get_tensor_name lm_gguf_get_tensor_name
#define gguf_get_tensor_offset lm_gguf_get_tensor_offset
#define gguf_get_tensor_size lm_gguf_get_tensor_size
#endif
