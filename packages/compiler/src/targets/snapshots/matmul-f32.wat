(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_matmul_64x128x96 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128) (local i32)
    (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128) (local i32 i32 i32 i32 i32 i32)
    (local v128) (local i32) (local v128 v128 v128 v128 v128 v128 v128 v128 v128)
    local.get 7 i32.const 0 i32.add local.set 8
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 9
        local.get 2 local.get 4 i32.div_u local.set 12
        local.get 12 local.get 5 i32.rem_u local.set 10
        local.get 12 local.get 5 i32.div_u local.set 11
        local.get 0 i32.load offset=12 i32.const 0 i32.add local.set 13
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 14
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 15
        local.get 0 i32.load i32.const 0 i32.add local.set 16
        local.get 9 i32.const 64 i32.mul local.set 17
        i32.const 0 local.tee 18 i32.const 64 i32.lt_s if
          loop
            local.get 17 local.get 18 i32.add local.set 19
            i32.const 0 local.tee 20 i32.const 96 i32.lt_s if
              local.get 15 local.get 19 i32.const 2 i32.shl i32.add local.set 21
              local.get 21 i32.const 0 i32.const 9 i32.shl i32.add local.set 22
              local.get 22 i32.const 49152 i32.add local.set 23
              local.get 8 local.set 24
              local.get 24 i32.const 0 i32.const 5 i32.shl i32.add local.set 25
              loop
                local.get 22 local.set 27
                local.get 27 v128.load align=4 local.set 26
                local.get 22 local.set 27
                local.get 27 v128.load offset=16 align=4 local.set 28
                local.get 25 local.set 27
                local.get 27 local.get 26 v128.store align=4
                local.get 25 local.set 27
                local.get 27 local.get 28 v128.store offset=16 align=4
                local.get 22 i32.const 512 i32.add local.set 22
                local.get 25 i32.const 32 i32.add local.set 25
                local.get 22 local.get 23 i32.ne br_if 0
              end
            end
            i32.const 0 local.tee 20 i32.const 64 i32.lt_s if
              local.get 14 local.get 19 i32.const 2 i32.shl i32.add local.set 25
              local.get 25 i32.const 0 i32.const 9 i32.shl i32.add local.set 24
              local.get 24 i32.const 32768 i32.add local.set 23
              local.get 13 local.get 19 i32.const 2 i32.shl i32.add local.set 22
              local.get 22 i32.const 0 i32.const 9 i32.shl i32.add local.set 21
              loop
                local.get 24 local.set 27
                local.get 27 v128.load align=4 local.set 28
                local.get 24 local.set 27
                local.get 27 v128.load offset=16 align=4 local.set 26
                local.get 24 local.set 27
                local.get 27 v128.load offset=512 align=4 local.set 29
                local.get 24 local.set 27
                local.get 27 v128.load offset=528 align=4 local.set 30
                local.get 24 local.set 27
                local.get 27 v128.load offset=1024 align=4 local.set 31
                local.get 24 local.set 27
                local.get 27 v128.load offset=1040 align=4 local.set 32
                local.get 24 local.set 27
                local.get 27 v128.load offset=1536 align=4 local.set 33
                local.get 24 local.set 27
                local.get 27 v128.load offset=1552 align=4 local.set 34
                local.get 20 i32.const 96 i32.mul local.set 27
                local.get 28 local.get 26 local.get 29 local.get 30 local.get 31 local.get 32 local.get 33 local.get 34
                local.set 42
                local.set 41
                local.set 40
                local.set 39
                local.set 38
                local.set 37
                local.set 36
                local.set 35
                i32.const 0 local.tee 43 i32.const 96 i32.lt_s if
                  local.get 16 local.get 27 i32.const 2 i32.shl i32.add local.set 44
                  local.get 44 i32.const 0 i32.const 2 i32.shl i32.add local.set 45
                  local.get 45 i32.const 384 i32.add local.set 46
                  local.get 8 local.set 47
                  local.get 47 i32.const 0 i32.const 5 i32.shl i32.add local.set 48
                  loop
                    local.get 48 local.set 50
                    local.get 50 v128.load align=4 local.set 49
                    local.get 48 local.set 50
                    local.get 50 v128.load offset=16 align=4 local.set 51
                    local.get 45 v128.load32_splat local.set 52
                    local.get 52 local.get 49 f32x4.mul local.set 53
                    local.get 35 local.get 53 f32x4.add local.set 54
                    local.get 52 local.get 51 f32x4.mul local.set 53
                    local.get 36 local.get 53 f32x4.add local.set 52
                    local.get 45 v128.load32_splat offset=384 local.set 53
                    local.get 53 local.get 49 f32x4.mul local.set 55
                    local.get 37 local.get 55 f32x4.add local.set 56
                    local.get 53 local.get 51 f32x4.mul local.set 55
                    local.get 38 local.get 55 f32x4.add local.set 53
                    local.get 45 v128.load32_splat offset=768 local.set 55
                    local.get 55 local.get 49 f32x4.mul local.set 57
                    local.get 39 local.get 57 f32x4.add local.set 58
                    local.get 55 local.get 51 f32x4.mul local.set 57
                    local.get 40 local.get 57 f32x4.add local.set 55
                    local.get 45 v128.load32_splat offset=1152 local.set 57
                    local.get 57 local.get 49 f32x4.mul local.set 59
                    local.get 41 local.get 59 f32x4.add local.set 49
                    local.get 57 local.get 51 f32x4.mul local.set 59
                    local.get 42 local.get 59 f32x4.add local.set 51
                    local.get 54 local.get 52 local.get 56 local.get 53 local.get 58 local.get 55 local.get 49
                    local.get 51 local.set 42
                    local.set 41
                    local.set 40
                    local.set 39
                    local.set 38
                    local.set 37
                    local.set 36
                    local.set 35
                    local.get 45 i32.const 4 i32.add local.set 45
                    local.get 48 i32.const 32 i32.add local.set 48
                    local.get 45 local.get 46 i32.ne br_if 0
                  end
                end
                local.get 21 local.set 27
                local.get 27 local.get 35 v128.store align=4
                local.get 21 local.set 27
                local.get 27 local.get 36 v128.store offset=16 align=4
                local.get 21 local.set 27
                local.get 27 local.get 37 v128.store offset=512 align=4
                local.get 21 local.set 27
                local.get 27 local.get 38 v128.store offset=528 align=4
                local.get 21 local.set 27
                local.get 27 local.get 39 v128.store offset=1024 align=4
                local.get 21 local.set 27
                local.get 27 local.get 40 v128.store offset=1040 align=4
                local.get 21 local.set 27
                local.get 27 local.get 41 v128.store offset=1536 align=4
                local.get 21 local.set 27
                local.get 27 local.get 42 v128.store offset=1552 align=4
                local.get 24 i32.const 2048 i32.add local.set 24
                local.get 21 i32.const 2048 i32.add local.set 21
                local.get 20 i32.const 4 i32.add local.tee 20 i32.const 64 i32.lt_s br_if 0
              end
            end
            local.get 18 i32.const 8 i32.add local.tee 18 i32.const 64 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
